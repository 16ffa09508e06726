using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A small file that is written when all is over, and tried before anything begins: what could never be written is known at once.
/// Of a FIFO the reader may come later, and is waited for only a moment: the run is over, and nobody else would end the wait.
/// </summary>
public sealed class ClosingFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    private readonly string path;

    // By the end of the run standard output is closed already: what is to be written to a descriptor holds it.
    private readonly IKernelOutput? held;

    private ClosingFile(string path) => (this.path, held) = (path, HeldDescriptor.NumberIn(path) is { } number ? HeldDescriptor.Open(number, path) : null);

    private bool IsFifo => FileIdentity.OfPath(path)?.Kind == FileKind.Pipe;

    /// <exception cref="FailureException">It cannot be written; kind OutputUnwritable.</exception>
    public static ClosingFile At(string path)
    {
        var file = new ClosingFile(path);
        if (file.held is null && !file.IsFifo)
        {
            ReplacingFile.Try(path);
        }

        return file;
    }

    /// <summary>Puts it in its place, whole or not at all.</summary>
    /// <exception cref="FailureException">It cannot be written, or nobody reads it; kind OutputUnwritable.</exception>
    public void Write(ReadOnlyMemory<byte> content)
    {
        if (held is not null)
        {
            using var ours = (IDisposable)held;
            WriteTo(held, content, CancellationToken.None);
            return;
        }

        if (!IsFifo)
        {
            ReplacingFile.WriteWhole(path, content);
            return;
        }

        using var patience = new CancellationTokenSource(Patience);
        using var fifo = (IDisposable)Open(patience.Token);
        WriteTo((IKernelOutput)fifo, content, patience.Token);
    }

    private IKernelOutput Open(CancellationToken patience)
    {
        while (true)
        {
            try
            {
                return OutputFile.Open(path, FileOpening.Attended, path);
            }
            catch (FailureException failed) when (failed.Failure.Errno == Errno.NobodyThere && !patience.WaitHandle.WaitOne(BetweenTries))
            {
                // A reader that was started together with us may open it only now.
            }
        }
    }

    private void WriteTo(IKernelOutput fifo, ReadOnlyMemory<byte> content, CancellationToken patience)
    {
        try
        {
            fifo.WriteAsync(content, patience).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            throw OutputFile.Failed(path, Operation.Write, Errno.TryAgain);
        }
        catch (FailureException failed) when (failed.Failure.Kind == FailureKind.OutputClosed)
        {
            // That code is for the reader of standard output.
            throw OutputFile.Failed(path, Operation.Write, failed.Failure.Errno);
        }
    }
}
