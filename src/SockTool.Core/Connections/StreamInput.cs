using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A stream as an input, for systems without descriptors. Nothing ends the read of a pipe or a console there: one that is not
/// waited for any longer goes on, and what it brings is for the next.
/// </summary>
public sealed class StreamInput(Stream stream, string name) : IWaitable, IReadable, IDisposable
{
    private readonly byte[] room = new byte[64 * 1024];
    private Task<int>? reading;
    private ReadOnlyMemory<byte> held;

    /// <summary>A file always has something to say, if only that it is at its end.</summary>
    public bool IsReadable => stream.CanSeek || !held.IsEmpty || reading is { IsCompleted: true };

    public void Dispose() => stream.Dispose();

    public async ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation)
    {
        if (held.IsEmpty)
        {
            await HearAsync(cancellation);
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (held.IsEmpty)
        {
            held = room.AsMemory(0, await HearAsync(cancellation));
            reading = null;
        }

        return Rest.MoveInto(buffer.Span, ref held);
    }

    private async Task<int> HearAsync(CancellationToken cancellation)
    {
        try
        {
            return await (reading ??= Task.Run(() => stream.Read(room), CancellationToken.None)).WaitAsync(cancellation);
        }
        catch (IOException error)
        {
            throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Read) { Subject = name, Errno = error.HResult & 0xffff });
        }
    }
}
