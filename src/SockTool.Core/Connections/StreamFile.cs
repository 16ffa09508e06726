using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>A file to write on a system without descriptors.</summary>
internal sealed class StreamFile(FileStream stream, string name) : IKernelOutput, IDisposable
{
    private readonly StreamOutput output = new(stream, name);

    public int? WriteDescriptor => null;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => output.WriteAsync(bytes, cancellation);

    public ValueTask WaitToWriteAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => output.CompleteWritesAsync(cancellation);

    /// <summary>0, or the number of the error that kept some of it back.</summary>
    public int WriteAll(ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
            return 0;
        }
        catch (IOException error)
        {
            return error.HResult & 0xffff;
        }
    }

    public Failure DescribeWrite(int errno) => new(FailureKind.OutputUnwritable, Operation.Write) { Subject = name, Errno = errno };

    public void Dispose() => stream.Dispose();
}
