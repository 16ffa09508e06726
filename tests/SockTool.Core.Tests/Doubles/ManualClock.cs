using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Time that passes only when told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private TimeSpan now = TimeSpan.FromDays(1);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public bool IsWaitedFor => NextDue is not null;

    private TimeSpan? NextDue
    {
        get
        {
            lock (gate)
            {
                return timers.Min(timer => timer.Due) - now;
            }
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return now.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (gate)
        {
            now += by;
            due = [.. timers.Where(timer => timer.Due <= now)];
            timers.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    /// <summary>Waits until somebody waits for this clock; how long from now the first of them does.</summary>
    public async Task<TimeSpan> WaitedForAsync()
    {
        // Asked once: whoever waits may give up in between.
        TimeSpan? due = null;
        await Patience.UntilAsync(() => (due = NextDue) is not null);
        return due!.Value;
    }

    /// <summary>Waits until somebody waits for this clock, and lets exactly that time pass.</summary>
    public async Task<TimeSpan> PassAsync()
    {
        var due = await WaitedForAsync();
        Advance(due);
        return due;
    }

    /// <summary>Lets time pass, whenever somebody waits for it, until <paramref name="task"/> has completed.</summary>
    public async Task PassUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            await Patience.UntilAsync(() => IsWaitedFor || task.IsCompleted);
            Advance(NextDue ?? TimeSpan.Zero);
        }
    }

    private sealed class ManualTimer(ManualClock clock, Action fire) : ITimer
    {
        public TimeSpan? Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
