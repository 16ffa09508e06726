namespace SockTool.Core.Connections;

/// <summary>What never comes to pass.</summary>
internal static class Never
{
    /// <summary>A departure that cannot be known: only cancellation ends the wait.</summary>
    public static async Task<Failure?> DepartsAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return null;
    }
}
