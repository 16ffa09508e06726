using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A small file that is written when all is over, and tried before anything begins: what could never be written is known at once.
/// The reader of a FIFO may come later, and one of any pipe may read later: both are waited for only a moment, for the run is over and
/// nobody else would end the wait.
/// </summary>
public sealed class ClosingFile
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(10);

    private readonly string path;

    // By the end of the run standard output is closed already: what is to be written to a descriptor holds it.
    private readonly DescriptorOutput? held;

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
    /// <param name="content">All of it.</param>
    /// <param name="patience">How long a reader is waited for.</param>
    /// <exception cref="FailureException">It cannot be written, or nobody reads it; kind OutputUnwritable.</exception>
    public void Write(ReadOnlyMemory<byte> content, TimeSpan patience)
    {
        if (held is null && !IsFifo)
        {
            ReplacingFile.WriteWhole(path, content);
            return;
        }

        using var limit = new CancellationTokenSource(patience);
        using var output = held ?? OpenFifo(limit.Token);
        WriteTo(output, content, limit.Token);
    }

    // Only where files are descriptors are there any.
    private DescriptorOutput OpenFifo(CancellationToken patience)
    {
        while (true)
        {
            try
            {
                return (DescriptorOutput)OutputFile.Open(path, FileOpening.Attended, path);
            }
            catch (FailureException failed) when (failed.Failure.Errno == Errno.NobodyThere && !patience.WaitHandle.WaitOne(BetweenTries))
            {
                // A reader that was started together with us may open it only now.
            }
        }
    }

    private void WriteTo(DescriptorOutput output, ReadOnlyMemory<byte> content, CancellationToken patience)
    {
        try
        {
            output.WriteAsync(content, patience).AsTask().GetAwaiter().GetResult();
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
