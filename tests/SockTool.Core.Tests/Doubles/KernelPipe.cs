using System.IO.Pipes;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Doubles;

/// <summary>A pipe(2) with our ends on its descriptors, each of which is closed once.</summary>
internal sealed class KernelPipe : IDisposable
{
    private bool readerClosed;
    private bool writerClosed;

    public KernelPipe()
    {
        (ReadDescriptor, WriteDescriptor) = Open();
        (Reader, Writer) = (new DescriptorInput(ReadDescriptor, "in"), new DescriptorOutput(WriteDescriptor, "out"));
    }

    public int ReadDescriptor { get; }

    public int WriteDescriptor { get; }

    public DescriptorInput Reader { get; }

    public DescriptorOutput Writer { get; }

    /// <summary>The bare descriptors, for whoever wants to close them.</summary>
    public static (int Reader, int Writer) Open()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        var ends = (Copy((int)pipe.SafePipeHandle.DangerousGetHandle()), Copy((int)pipe.ClientSafePipeHandle.DangerousGetHandle()));

        // Once looked at, the client's handle is left open by Dispose: its reader would see no end before the next collection.
        pipe.DisposeLocalCopyOfClientHandle();
        return ends;
    }

    public void CloseReader()
    {
        if (!readerClosed)
        {
            readerClosed = true;
            Reader.Dispose();
        }
    }

    public void CloseWriter()
    {
        if (!writerClosed)
        {
            writerClosed = true;
            Writer.Dispose();
        }
    }

    public void Dispose()
    {
        CloseReader();
        CloseWriter();
    }

    private static int Copy(int descriptor)
    {
        const int Duplicate = 0; // F_DUPFD
        var copy = Unix.Checked(DescriptorLibc.Fcntl(descriptor, Duplicate, 3));
        Unix.SetCloseOnExec(copy);
        return copy;
    }
}
