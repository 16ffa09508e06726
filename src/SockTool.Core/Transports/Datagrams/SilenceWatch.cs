namespace SockTool.Core.Transports.Datagrams;

/// <summary>Looks after those who have become silent, each time one may have.</summary>
internal static class SilenceWatch
{
    /// <param name="look">Does what is due and says how long there is nothing to do.</param>
    /// <param name="clock">What the time goes by.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(Func<TimeSpan> look, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await Task.Delay(look(), clock, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // There is nobody left to look after.
        }
    }
}
