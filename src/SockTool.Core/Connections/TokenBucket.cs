using System.Threading.RateLimiting;

namespace SockTool.Core.Connections;

/// <summary>
/// A token bucket for the bytes of one way. It fills by the time that has passed and not by a timer's ticks: a timer that is
/// late costs no bytes, and a silent connection no timer.
/// </summary>
/// <param name="rate">Bytes a second, 1 to <see cref="MostRate"/>.</param>
/// <param name="clock">What waits.</param>
public sealed class TokenBucket(long rate, TimeProvider clock) : IDisposable
{
    /// <summary>The bucket counts in 32 bits.</summary>
    public const long MostRate = int.MaxValue;

    // A tenth of a second of bytes: twenty pieces a second look like a flow, and a wait that is late by half of it loses none.
    private const int PerSecond = 10;

    private readonly TokenBucketRateLimiter bucket = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = 2 * PortionAt(rate),
        TokensPerPeriod = (int)rate,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = false,
    });

    private int waiting;
    private long waited;

    /// <summary>The most bytes to take at once.</summary>
    public int Portion { get; } = PortionAt(rate);

    public bool IsWaitedFor => Volatile.Read(ref waiting) > 0;

    /// <summary>How often it has been waited for.</summary>
    public long Waited => Interlocked.Read(ref waited);

    /// <summary>Waits until a portion, at most, of <paramref name="bytes"/> may pass; how many may.</summary>
    public async ValueTask<int> TakeAsync(int bytes, CancellationToken cancellation)
    {
        var portion = Math.Min(bytes, Portion);
        while (!TryTake(portion))
        {
            Interlocked.Increment(ref waiting);
            try
            {
                await Task.Delay(ToFill(portion), clock, cancellation);
            }
            finally
            {
                Interlocked.Increment(ref waited);
                Interlocked.Decrement(ref waiting);
            }
        }

        return portion;
    }

    public void Dispose() => bucket.Dispose();

    private static int PortionAt(long rate) => (int)Math.Max(1, rate / PerSecond / 2);

    private bool TryTake(int portion)
    {
        bucket.TryReplenish();
        using var lease = bucket.AttemptAcquire(portion);
        return lease.IsAcquired;
    }

    // What the limiter itself says of when to try again is whole periods.
    private TimeSpan ToFill(int portion)
    {
        var missing = portion - (bucket.GetStatistics()?.CurrentAvailablePermits ?? 0);
        var wait = TimeSpan.FromSeconds(missing / (double)rate);
        return wait > TimeSpan.FromMilliseconds(1) ? wait : TimeSpan.FromMilliseconds(1);
    }
}
