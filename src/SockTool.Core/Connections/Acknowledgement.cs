namespace SockTool.Core.Connections;

/// <summary>Only an acknowledged byte is a delivered one: what is waited for between the last write and the close.</summary>
internal static class Acknowledgement
{
    /// <summary>How long a peer that goes on talking is listened to once everything is acknowledged, and one that was cut has to take what was sent (BEHAVIOUR rule C2).</summary>
    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    /// <summary>Waits until <paramref name="end"/> has delivered so much, or never will, or it is not waited for any longer. An end that does not tell is not waited for.</summary>
    public static async Task WaitAsync(object? end, long written, TimeProvider clock, CancellationToken cancellation)
    {
        var pause = new GrowingPause(clock);
        while (end is IDelivery { Acknowledged: { } acknowledged, IsOver: false } && acknowledged < written && !cancellation.IsCancellationRequested)
        {
            await pause.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
