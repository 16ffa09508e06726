namespace SockTool.Core.Native;

/// <summary>A pipe of our own between two descriptors that splice(2) cannot join directly.</summary>
internal sealed class TransferPipe : IDisposable
{
    private const int Closed = -1;

    private TransferPipe(int reader, int writer)
    {
        (Reader, Writer) = (reader, writer);
        Size = KernelMove.Widen(writer);
    }

    public int Reader { get; private set; }

    public int Writer { get; private set; }

    /// <summary>How many bytes it holds.</summary>
    public int Size { get; }

    /// <summary>null where no more descriptors are to be had.</summary>
    public static TransferPipe? TryOpen() => KernelMove.TryOpenPipe(out var reader, out var writer) ? new TransferPipe(reader, writer) : null;

    /// <summary>No more goes in; what is inside can still be read, up to an end.</summary>
    public void EndWriting()
    {
        if (Writer != Closed)
        {
            _ = Libc.Close(Writer);
            Writer = Closed;
        }
    }

    public void Dispose()
    {
        EndWriting();
        if (Reader != Closed)
        {
            _ = Libc.Close(Reader);
            Reader = Closed;
        }
    }
}
