using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>
/// The time between the last write and the close. A close with unread data makes the kernel send RST, which eats the
/// tail of what was sent (RFC 9293 section 3.6.1, RFC 2525 section 2.17); and only an acknowledged byte is a delivered one.
/// </summary>
internal sealed class Settlement(IConnection peer, RelaySettings settings, CancellationToken abort)
{
    /// <summary>How long a peer that goes on talking is listened to once everything is acknowledged, and one that was cut has to take what was sent (BEHAVIOUR rule C2).</summary>
    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits as long as the rules say. The account of what was drained, where that was this session's receiving.</summary>
    public async Task<PumpResult?> RunAsync(PumpResult sent, Stopper stopper)
    {
        if (!(sent.IsComplete || sent.End == PumpEnd.Stopped || sent.Failure?.Kind == FailureKind.WouldBlock))
        {
            return null;
        }

        using var draining = new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(sent.IsComplete ? stopper.Token : abort, draining.Token);
        var drained = settings.Directions == Directions.SendOnly ? DrainAsync(both.Token) : Task.FromResult<PumpResult?>(null);
        await WaitForAcknowledgementAsync(peer, sent.Written, stopper.Token.IsCancellationRequested ? abort : both.Token);
        draining.CancelAfter(Shorter(settings.Linger, DrainLimit));
        return await drained;
    }

    /// <summary>Waits until <paramref name="end"/> has delivered so much, or never will.</summary>
    public async Task WaitForAcknowledgementAsync(IConnection end, long written, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromMilliseconds(1);
        while (end is IDelivery { Acknowledged: { } acknowledged, IsOver: false } && acknowledged < written && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(pause, settings.Clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task<PumpResult?> DrainAsync(CancellationToken cancellation)
    {
        var ignored = new PumpControl(Observers.Direction.FromPeer) { Stop = cancellation };
        return await new BufferPump().RunAsync(peer, DiscardOutput.Instance, ignored) with { Read = 0, Written = 0 };
    }

    private static TimeSpan Shorter(TimeSpan linger, TimeSpan limit) => linger == Timeout.InfiniteTimeSpan || linger > limit ? limit : linger;
}
