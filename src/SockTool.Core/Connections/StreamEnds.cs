using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A stream as an input, for systems without descriptors. Nothing ends the read of a pipe or a console there: one that is not
/// waited for any longer goes on, and what it brings is for the next.
/// </summary>
public sealed class StreamInput(Stream stream, string name) : IInput, IDisposable
{
    private readonly byte[] room = new byte[64 * 1024];
    private Task<int>? reading;
    private ReadOnlyMemory<byte> held;

    public void Dispose() => stream.Dispose();

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (held.IsEmpty)
        {
            reading ??= Task.Run(() => stream.Read(room), CancellationToken.None);
            held = room.AsMemory(0, await HearAsync(reading, cancellation));
            reading = null;
        }

        var count = Math.Min(held.Length, buffer.Length);
        held[..count].CopyTo(buffer);
        held = held[count..];
        return count;
    }

    private async Task<int> HearAsync(Task<int> read, CancellationToken cancellation)
    {
        try
        {
            return await read.WaitAsync(cancellation);
        }
        catch (IOException error)
        {
            throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Read) { Subject = name, Errno = error.HResult & 0xffff });
        }
    }
}

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
            var kind = StandardOutput.IsReaderGone(errno) ? FailureKind.OutputClosed : FailureKind.OutputUnwritable;
            throw new FailureException(new Failure(kind, Operation.Write) { Subject = name, Errno = errno }, written);
        }
        catch (OperationCanceledException)
        {
            throw new WriteCancelledException(taken, cancellation);
        }
    }

    public async ValueTask CompleteWritesAsync(CancellationToken cancellation) => await stream.DisposeAsync();
}

/// <summary>An output that was closed before we started: nothing can be written to it.</summary>
public sealed class ClosedOutput(string name) : IOutput
{
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        throw new FailureException(new Failure(FailureKind.OutputUnwritable, Operation.Write) { Subject = name, Errno = Errno.BadDescriptor });

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
}
