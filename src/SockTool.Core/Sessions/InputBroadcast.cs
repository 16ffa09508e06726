using System.Threading.Channels;
using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>
/// One input for many sessions: each gets what is read from the moment it joins. Nothing is read while nobody listens.
/// The fastest sets the pace: a session whose queue is full while another's is empty is cut off, so that no slow reader stops the rest.
/// </summary>
public sealed class InputBroadcast(IInput source, int chunkSize = InputBroadcast.UsualChunk)
{
    private const int QueueLength = 16;
    private const int UsualChunk = 64 * 1024;

    private readonly Lock gate = new();
    private readonly List<Subscription> subscriptions = [];
    private bool ended;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Bytes that were read and that no session has been given yet.</summary>
    public long Pending { get; private set; }

    /// <summary>Joins: the input as this session sees it. Dispose to leave.</summary>
    public Subscription Join()
    {
        var subscription = new Subscription(this, Channel.CreateBounded<ReadOnlyMemory<byte>>(QueueLength));
        lock (gate)
        {
            subscriptions.Add(subscription);
            if (ended)
            {
                subscription.Queue.Writer.Complete();
            }
        }

        Announce();
        return subscription;
    }

    /// <summary>Reads to the end of the input and gives every chunk to all. Failures of the input go to every session.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            for (var count = 1; count > 0;)
            {
                await WaitAsync(all => all.Count > 0, cancellation);
                var chunk = new byte[chunkSize];
                count = await source.ReadAsync(chunk, cancellation);
                if (count > 0)
                {
                    Pending = count;
                    await GiveAsync(chunk.AsMemory(0, count), cancellation);
                }
            }
        }
        catch (FailureException failed)
        {
            failure = failed;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        End(failure);
    }

    private async Task GiveAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellation)
    {
        await WaitAsync(all => all.Any(one => one.HasRoom) && all.All(one => one.HasRoom || all.Any(other => other.IsIdle)), cancellation);
        List<Subscription> slow;
        lock (gate)
        {
            slow = subscriptions.FindAll(one => !one.Queue.Writer.TryWrite(chunk));
            subscriptions.RemoveAll(slow.Contains);
            Pending = 0;
        }

        slow.ForEach(one => one.Drop());
    }

    private async Task WaitAsync(Func<IReadOnlyList<Subscription>, bool> condition, CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (condition(subscriptions))
                {
                    return;
                }

                next = changed.Task;
            }

            await next.WaitAsync(cancellation);
        }
    }

    private void End(Exception? failure)
    {
        lock (gate)
        {
            ended = true;
            subscriptions.ForEach(one => one.Queue.Writer.TryComplete(failure));
        }
    }

    private void Announce()
    {
        TaskCompletionSource before;
        lock (gate)
        {
            before = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        before.SetResult();
    }

    /// <summary>One session's view of the shared input.</summary>
    public sealed class Subscription(InputBroadcast owner, Channel<ReadOnlyMemory<byte>> queue) : IInput, IAbandonable, IDeparture, IDisposable
    {
        private readonly TaskCompletionSource<Failure?> dropped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private ReadOnlyMemory<byte> current;

        internal Channel<ReadOnlyMemory<byte>> Queue => queue;

        internal bool HasRoom => queue.Reader.Count < QueueLength;

        internal bool IsIdle => queue.Reader.Count == 0;

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
        {
            if (current.IsEmpty && !await TakeAsync(cancellation))
            {
                return 0;
            }

            var count = Math.Min(buffer.Length, current.Length);
            current[..count].CopyTo(buffer);
            current = current[count..];
            return count;
        }

        /// <summary>The count of bytes that were queued for this session and that it did not read.</summary>
        public long Abandon()
        {
            long left = current.Length;
            while (queue.Reader.TryRead(out var chunk))
            {
                left += chunk.Length;
            }

            return left;
        }

        /// <summary>Completes when this session was too slow for the others and gets no more (rule K4).</summary>
        public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) => dropped.Task.WaitAsync(cancellation);

        internal void Drop()
        {
            var failure = new Failure(FailureKind.PeerTookLess, Operation.Run);
            queue.Writer.TryComplete(new FailureException(failure));
            dropped.TrySetResult(failure);
        }

        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.subscriptions.Remove(this);
            }

            owner.Announce();
        }

        private async ValueTask<bool> TakeAsync(CancellationToken cancellation)
        {
            if (!await queue.Reader.WaitToReadAsync(cancellation))
            {
                return false;
            }

            queue.Reader.TryRead(out current);
            owner.Announce();
            return true;
        }
    }
}
