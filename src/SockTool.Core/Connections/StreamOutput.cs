using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A stream as an output, for systems without descriptors. A write that is not waited for any longer goes on there, with a copy of
/// its bytes, which count as taken; the next waits for it.
/// </summary>
public sealed class StreamOutput(Stream stream, string name) : IOutput
{
    private readonly byte[] room = new byte[64 * 1024];
    private Task writing = Task.CompletedTask;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var (taken, written) = (0, 0);
        try
        {
            await writing.WaitAsync(cancellation);
            while (taken < bytes.Length)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = Math.Min(room.Length, bytes.Length - taken);
                bytes.Slice(taken, count).CopyTo(room);
                writing = Task.Run(() => stream.Write(room, 0, count), CancellationToken.None);
                taken += count;
                await writing.WaitAsync(cancellation);
                written = taken;
            }
        }
        catch (IOException error)
        {
            var errno = error.HResult & 0xffff;
            var kind = PortableOutput.IsReaderGone(errno) ? FailureKind.OutputClosed : FailureKind.OutputUnwritable;
            throw new FailureException(new Failure(kind, Operation.Write) { Subject = name, Errno = errno }, written);
        }
        catch (OperationCanceledException)
        {
            throw new WriteCancelledException(taken, cancellation);
        }
    }

    public async ValueTask CompleteWritesAsync(CancellationToken cancellation) => await stream.DisposeAsync();
}
