namespace SockTool.Core.Native;

/// <summary>A pipe of our own between two descriptors that splice(2) cannot join directly.</summary>
internal sealed class TransferPipe : IDisposable
{
    private TransferPipe(int reader, int writer)
    {
        (Reader, Writer) = (reader, writer);
        Size = KernelMove.SizeOf(writer);
    }

    public int Reader { get; }

    public int Writer { get; }

    /// <summary>How many bytes it holds.</summary>
    public int Size { get; private set; }

    /// <summary>null where no more descriptors are to be had.</summary>
    public static TransferPipe? TryOpen() => KernelMove.TryOpenPipe(out var reader, out var writer) ? new TransferPipe(reader, writer) : null;

    public void Widen() => Size = KernelMove.Widen(Writer);

    public void Dispose()
    {
        _ = Libc.Close(Reader);
        _ = Libc.Close(Writer);
    }
}
