namespace SockTool.Core.Sessions;

/// <summary>
/// How long one listener may hold the others up: a moment at once, since every reader is late now and then, and in the long
/// run a fifth of the time. So one that never reads, or reads a little whenever it must, costs the others a fifth at most,
/// and one that is a little slower than they are stays.
/// </summary>
internal sealed class Allowance(TimeProvider clock)
{
    private const int Share = 5;

    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(200);

    private TimeSpan left = Most;
    private long at = clock.GetTimestamp();

    public bool IsOver => left <= TimeSpan.Zero;

    /// <summary>How long it lasts from now on, if it is spent without a pause.</summary>
    public TimeSpan LastsFor => (left * Share / (Share - 1)) + TimeSpan.FromMilliseconds(1);

    /// <summary>Spends the time between two timestamps, save what another has charged for it already.</summary>
    public void Spend(long since, long now)
    {
        var grown = left + (clock.GetElapsedTime(at, now) / Share);
        left = (grown < Most ? grown : Most) - clock.GetElapsedTime(Math.Max(since, at), now);
        at = now;
    }
}
