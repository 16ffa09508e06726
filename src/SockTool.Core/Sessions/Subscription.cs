using System.Threading.Channels;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>What one listener hears of a <see cref="Distribution"/>, a chunk a read. It holds at most 1 MiB in 256 chunks, or one chunk that is larger.</summary>
public sealed class Subscription : IMessageInput, IWaitable, IAbandonable, IDeparture, IDisposable
{
    private const int MostChunks = 256;
    private const int MostBytes = 1024 * 1024;

    private readonly Distribution owner;
    private readonly Channel<ReadOnlyMemory<byte>> queue = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource<Failure?> dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReadOnlyMemory<byte> current;
    private bool hasBegun;
    private int chunks;
    private int bytes;

    internal Subscription(Distribution owner)
    {
        this.owner = owner;
        Allowance = new Allowance(owner.Clock);
        LastStep = owner.Clock.GetTimestamp();
    }

    public bool HasEnded { get; private set; }

    internal Allowance Allowance { get; }

    internal bool IsIdle => chunks == 0;

    /// <summary>When it last took something, or was given something after it had nothing.</summary>
    internal long LastStep { get; private set; }

    // What was queued before the session was stopped is still delivered, hence the look before the wait.
    public async ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation)
    {
        if (current.IsEmpty && !queue.Reader.TryPeek(out _))
        {
            await queue.Reader.WaitToReadAsync(cancellation);
        }
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (current.IsEmpty && !TryTake() && !await TakeAsync(cancellation))
        {
            HasEnded = true;
            return 0;
        }

        return Rest.MoveInto(buffer.Span, ref current);
    }

    /// <summary>The count of bytes that were queued for this session and that it did not read.</summary>
    public long Abandon()
    {
        long left = current.Length;
        current = default;
        while (TryTake())
        {
            left += current.Length;
            current = default;
        }

        return left;
    }

    /// <summary>Completes when this session was too slow for the others and gets no more (rule K4).</summary>
    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) => dropped.Task.WaitAsync(cancellation);

    /// <summary>Leaves once it has read what is queued by now.</summary>
    public void Complete()
    {
        owner.Leave(this);
        queue.Writer.TryComplete();
    }

    public void Dispose() => owner.Leave(this);

    /// <summary>A word of our own, if there is room for it. To be called with the owner's gate held.</summary>
    internal void Post(ReadOnlyMemory<byte> notice)
    {
        if (!notice.IsEmpty && HasRoomFor(notice.Length))
        {
            Give(notice);
        }
    }

    internal bool HasRoomFor(int count) => chunks == 0 || (chunks < MostChunks && bytes + count <= MostBytes);

    /// <summary>To be called with the owner's gate held.</summary>
    internal void Give(ReadOnlyMemory<byte> chunk)
    {
        // One whose end has been told gets no more.
        if (queue.Writer.TryWrite(chunk))
        {
            if (!hasBegun)
            {
                hasBegun = true;
                Allowance.Begin();
            }

            LastStep = IsIdle ? owner.Clock.GetTimestamp() : LastStep;
            chunks++;
            bytes += chunk.Length;
        }
    }

    internal void End(Exception? failure) => queue.Writer.TryComplete(failure);

    internal void Drop()
    {
        var failure = new Failure(FailureKind.PeerTookLess, Operation.Run);
        queue.Writer.TryComplete(new FailureException(failure));
        dropped.TrySetResult(failure);
    }

    private async ValueTask<bool> TakeAsync(CancellationToken cancellation)
    {
        while (await queue.Reader.WaitToReadAsync(cancellation))
        {
            if (TryTake())
            {
                return true;
            }
        }

        return false;
    }

    private bool TryTake()
    {
        if (!queue.Reader.TryRead(out current))
        {
            return false;
        }

        lock (owner.Gate)
        {
            chunks--;
            bytes -= current.Length;
            LastStep = owner.Clock.GetTimestamp();
            owner.Announce();
        }

        return true;
    }
}
