using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>Whether something may be said while nobody is there.</summary>
public enum Audience
{
    /// <summary>To whoever is there, which may be nobody.</summary>
    WhoeverIsThere,

    /// <summary>It waits until somebody is there.</summary>
    Somebody,
}

/// <summary>
/// Gives every chunk to all that have joined, whole and to all in the same order. Each has a bounded queue, and the rule for
/// one that is full (BEHAVIOUR rule K4) is this. Whoever speaks waits for room in every queue: where all listeners are slow,
/// he is held to their pace. But the fastest listener sets the pace: one whose queue is full while another has nothing left to
/// take holds the others up, and so does one that has taken nothing for a second while another has. It may do so for as long
/// as its <see cref="Allowance"/> lasts; then it is dropped. Where there is one listener only nobody else waits, and nobody is
/// dropped. Speakers wait apart from each other: two that send to each other without reading stop no third.
/// </summary>
public sealed class Distribution(TimeProvider clock)
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(1);

    private readonly List<Subscription> subscriptions = [];
    private bool ended;

    // Who waits for room or for a listener; null while nobody does.
    private TaskCompletionSource? changed;

    internal Lock Gate { get; } = new();

    internal TimeProvider Clock => clock;

    /// <summary>Joins: gets <paramref name="welcome"/> and what is said from now on. Dispose to leave.</summary>
    public Subscription Join(ReadOnlyMemory<byte> welcome = default)
    {
        var subscription = new Subscription(this);
        lock (Gate)
        {
            subscription.Post(welcome);
            subscriptions.Add(subscription);
            if (ended)
            {
                subscription.End(null);
            }

            Announce();
        }

        return subscription;
    }

    /// <summary>Completes when somebody is there.</summary>
    public async Task WaitForListenerAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task next;
            lock (Gate)
            {
                if (subscriptions.Count > 0)
                {
                    return;
                }

                next = NextChange();
            }

            await next.WaitAsync(cancellation);
        }
    }

    /// <summary>Gives a copy of <paramref name="bytes"/> to all but <paramref name="speaker"/>; completes when it stands in their queues.</summary>
    public ValueTask PublishAsync(ReadOnlyMemory<byte> bytes, Subscription? speaker, Audience audience, CancellationToken cancellation)
    {
        var chunk = GC.AllocateUninitializedArray<byte>(bytes.Length);
        bytes.CopyTo(chunk);
        lock (Gate)
        {
            if (TryGive(chunk, speaker, audience))
            {
                return ValueTask.CompletedTask;
            }
        }

        return GiveLaterAsync(chunk, speaker, audience, cancellation);
    }

    /// <summary>
    /// Gives a word of our own to those that have room now. It waits for nobody, as it belongs to the coming or going of one
    /// client, which no other may hold up; who has no room misses it.
    /// </summary>
    public void Post(ReadOnlyMemory<byte> bytes, Subscription? except)
    {
        lock (Gate)
        {
            foreach (var one in subscriptions)
            {
                if (one != except)
                {
                    one.Post(bytes);
                }
            }
        }
    }

    /// <summary>Nothing more will be said; what is queued is still delivered.</summary>
    public void End(Exception? failure)
    {
        lock (Gate)
        {
            ended = true;
            subscriptions.ForEach(one => one.End(failure));
        }
    }

    internal void Leave(Subscription subscription)
    {
        lock (Gate)
        {
            subscriptions.Remove(subscription);
            Announce();
        }
    }

    /// <summary>Something has changed that a speaker may wait for. To be called with the gate held.</summary>
    internal void Announce()
    {
        changed?.SetResult();
        changed = null;
    }

    private Task NextChange() => (changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async ValueTask GiveLaterAsync(ReadOnlyMemory<byte> chunk, Subscription? speaker, Audience audience, CancellationToken cancellation)
    {
        List<Subscription> holdingUp = [];
        long since = 0;
        while (true)
        {
            Task next;
            lock (Gate)
            {
                var now = clock.GetTimestamp();
                holdingUp.ForEach(one => Charge(one, since, now));
                if (TryGive(chunk, speaker, audience))
                {
                    return;
                }

                holdingUp = HoldingUp(chunk.Length, speaker);
                since = now;
                next = NextChange();
            }

            var limit = holdingUp.Count == 0 ? Timeout.InfiniteTimeSpan : holdingUp.Min(one => one.Allowance.LastsFor);
            await next.WaitAsync(limit, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private bool TryGive(ReadOnlyMemory<byte> chunk, Subscription? speaker, Audience audience)
    {
        if ((audience == Audience.Somebody && subscriptions.Count == 0) || subscriptions.Exists(one => one != speaker && !one.HasRoomFor(chunk.Length)))
        {
            return false;
        }

        foreach (var one in subscriptions)
        {
            if (one != speaker)
            {
                one.Give(chunk);
            }
        }

        return true;
    }

    private List<Subscription> HoldingUp(int size, Subscription? speaker)
    {
        var listeners = subscriptions.FindAll(one => one != speaker);
        var someoneIsIdle = listeners.Exists(one => one.IsIdle);
        var last = listeners.Count == 0 ? 0 : listeners.Max(one => one.LastStep);
        return listeners.FindAll(one => !one.HasRoomFor(size) && (someoneIsIdle || clock.GetElapsedTime(one.LastStep, last) >= Stall));
    }

    private void Charge(Subscription one, long since, long now)
    {
        one.Allowance.Spend(since, now);
        if (one.Allowance.IsOver && subscriptions.Remove(one))
        {
            one.Drop();
        }
    }
}
