using System.Threading.Channels;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Tests.Doubles;

/// <summary>One of two ends joined in memory, with the manners of a stream socket.</summary>
internal sealed class MemoryConnection : IConnection, ILeaving
{
    private readonly Channel<ReadOnlyMemory<byte>> incoming;
    private readonly Channel<ReadOnlyMemory<byte>> outgoing;
    private ReadOnlyMemory<byte> current;
    private MemoryConnection? other;
    private volatile bool hasEnded;

    private MemoryConnection(string name, Channel<ReadOnlyMemory<byte>> incoming, Channel<ReadOnlyMemory<byte>> outgoing) =>
        (Name, this.incoming, this.outgoing) = (name, incoming, outgoing);

    public string Name { get; }

    public bool IsLeaving => other!.hasEnded;

    public bool IsDisposed { get; private set; }

    /// <summary>Whether the other end has ended and everything it said was read.</summary>
    public bool HasBeenReadEmpty => incoming.Reader.Completion.IsCompleted;

    /// <param name="room">How many writes each way fit before the next one waits.</param>
    /// <param name="far">What the near end calls the other.</param>
    public static (MemoryConnection Near, MemoryConnection Far) Pair(int room = 16, string far = "far")
    {
        var (there, back) = (Channel.CreateBounded<ReadOnlyMemory<byte>>(room), Channel.CreateBounded<ReadOnlyMemory<byte>>(room));
        var (near, distant) = (new MemoryConnection(far, back, there), new MemoryConnection("near", there, back));
        (near.other, distant.other) = (distant, near);
        return (near, distant);
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (current.IsEmpty)
        {
            if (!await incoming.Reader.WaitToReadAsync(cancellation))
            {
                return 0;
            }

            incoming.Reader.TryRead(out current);
        }

        var count = Math.Min(buffer.Length, current.Length);
        current[..count].CopyTo(buffer);
        current = current[count..];
        return count;
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        try
        {
            await outgoing.Writer.WriteAsync(bytes.ToArray(), cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException as FailureException
                ?? new FailureException(new Failure(FailureKind.Reset, Operation.Write) { Subject = Name, Errno = Errno.BrokenPipe });
        }
    }

    public ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        hasEnded = true;
        outgoing.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes nothing more: the other end's next write finds a broken pipe.</summary>
    public void StopReading() => incoming.Writer.TryComplete();

    /// <summary>Breaks both ways off.</summary>
    public void Reset()
    {
        hasEnded = true;
        var reset = new FailureException(new Failure(FailureKind.Reset, Operation.Read) { Subject = Name, Errno = 104 });
        outgoing.Writer.TryComplete(reset);
        incoming.Writer.TryComplete(reset);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        StopReading();
        return CompleteWritesAsync(CancellationToken.None);
    }
}
