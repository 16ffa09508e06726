using System.Diagnostics.CodeAnalysis;

namespace SockTool.Core.Sessions;

/// <summary>Which endpoint is to be looked at next, and when: the one that is due first, and at first all in their order.</summary>
internal sealed class ProbeSchedule(TimeProvider clock) : IDisposable
{
    private readonly PriorityQueue<Entry, (long Due, long Order)> queue = new();
    private readonly Dictionary<ProbeVigil, long> current = [];
    private readonly SemaphoreSlim changed = new(0);
    private readonly SemaphoreSlim taker = new(1);
    private long order;

    /// <summary>The next look at it is to begin then, and not when it was to before.</summary>
    public void Set(ProbeVigil vigil, TimeSpan after)
    {
        lock (queue)
        {
            current[vigil] = ++order;
            queue.Enqueue(new Entry(vigil, order), (clock.GetTimestamp() + (long)(after.TotalSeconds * clock.TimestampFrequency), order));
        }

        changed.Release();
    }

    /// <summary>Waits until one is due.</summary>
    public async Task<ProbeVigil> NextAsync(CancellationToken cancellation)
    {
        // One waits for the time, and the others for it.
        await taker.WaitAsync(cancellation);
        try
        {
            ProbeVigil? vigil;
            while (!TryTake(out vigil, out var wait))
            {
                await changed.WaitAsync(wait, cancellation);
            }

            return vigil;
        }
        finally
        {
            taker.Release();
        }
    }

    public void Dispose()
    {
        changed.Dispose();
        taker.Dispose();
    }

    /// <summary>The one that is due, else how long to wait, in whole milliseconds as timers have them.</summary>
    private bool TryTake([NotNullWhen(true)] out ProbeVigil? vigil, out TimeSpan wait)
    {
        lock (queue)
        {
            while (queue.TryPeek(out var entry, out var place))
            {
                vigil = entry.Vigil;
                wait = TimeSpan.FromMilliseconds(Math.Ceiling(clock.GetElapsedTime(clock.GetTimestamp(), place.Due).TotalMilliseconds));
                if (vigil.IsOver || current[vigil] != entry.Order)
                {
                    queue.Dequeue();
                }
                else if (wait > TimeSpan.Zero)
                {
                    return false;
                }
                else
                {
                    queue.Dequeue();
                    vigil.BeginLook();
                    return true;
                }
            }
        }

        (vigil, wait) = (null, Timeout.InfiniteTimeSpan);
        return false;
    }

    private sealed record Entry(ProbeVigil Vigil, long Order);
}
