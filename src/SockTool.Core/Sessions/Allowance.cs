namespace SockTool.Core.Sessions;

/// <summary>
/// How long one listener may hold the others up: a fifth of the time since it was first given something, and a moment more, as
/// every reader is late now and then. What it does not use is saved up to a limit, which one retransmission timeout of TCP
/// stays below (200 ms, RTO_MIN of Linux). So one that never reads is gone before it has cost the others much, one that reads
/// a little whenever it must costs them a fifth at most, and one that is a little slower than they are stays.
/// </summary>
internal sealed class Allowance(TimeProvider clock)
{
    private const int Share = 5;

    private static readonly TimeSpan AtFirst = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(200);

    private TimeSpan left = AtFirst;
    private long at = clock.GetTimestamp();

    public bool IsOver => left <= TimeSpan.Zero;

    /// <summary>How long it lasts from now on, if it is spent without a pause.</summary>
    public TimeSpan LastsFor => (left * Share / (Share - 1)) + TimeSpan.FromMilliseconds(1);

    /// <summary>From now on it grows.</summary>
    public void Begin() => at = clock.GetTimestamp();

    /// <summary>Spends the time between two timestamps, save what another has charged for it already.</summary>
    public void Spend(long since, long now)
    {
        var grown = left + (clock.GetElapsedTime(at, now) / Share);
        left = (grown < Most ? grown : Most) - clock.GetElapsedTime(Math.Max(since, at), now);
        at = now;
    }
}
