using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>
/// The time between the last write and the close. A close with unread data makes the kernel send RST, which eats the
/// tail of what was sent (RFC 9293 section 3.6.1, RFC 2525 section 2.17); and only an acknowledged byte is a delivered one.
/// </summary>
internal sealed class Settlement(IConnection peer, RelaySettings settings, CancellationToken abort)
{
    /// <summary>Waits as long as the rules say. The account of what was drained, where that was this session's receiving.</summary>
    public async Task<PumpResult?> RunAsync(PumpResult sent, Stopper stopper)
    {
        if (!(sent.IsComplete || sent.End == PumpEnd.Stopped || sent.Failure?.Kind == FailureKind.WouldBlock))
        {
            return null;
        }

        using var draining = new CancellationTokenSource(Timeout.InfiniteTimeSpan, settings.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(sent.IsComplete ? stopper.Token : abort, draining.Token);
        var drained = settings.Directions == Directions.SendOnly ? DrainAsync(both.Token) : Task.FromResult<PumpResult?>(null);
        await Acknowledgement.WaitAsync(peer, sent.Written, settings.Clock, stopper.Token.IsCancellationRequested ? abort : both.Token);
        draining.CancelAfter(Shorter(settings.Linger, Acknowledgement.DrainLimit));
        return await drained;
    }

    private async Task<PumpResult?> DrainAsync(CancellationToken cancellation)
    {
        var ignored = new PumpControl(Observers.Direction.FromPeer) { Stop = cancellation };
        return await new BufferPump().RunAsync(peer, DiscardOutput.Instance, ignored) with { Read = 0, Written = 0 };
    }

    private static TimeSpan Shorter(TimeSpan linger, TimeSpan limit) => linger == Timeout.InfiniteTimeSpan || linger > limit ? limit : linger;
}
