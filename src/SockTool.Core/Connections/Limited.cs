namespace SockTool.Core.Connections;

/// <summary>Runs one operation under its own limit: what runs out of time becomes the given failure.</summary>
internal static class Limited
{
    public static async ValueTask<T> RunAsync<T>(
        Func<CancellationToken, ValueTask<T>> operation, TimeSpan limit, Failure onExpiry, TimeProvider clock, CancellationToken cancellation)
    {
        if (limit == Timeout.InfiniteTimeSpan)
        {
            return await operation(cancellation);
        }

        using var timer = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        try
        {
            return await operation(both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FailureException(onExpiry with { Limit = limit });
        }
    }
}
