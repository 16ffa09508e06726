using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Core.Sessions;

/// <summary>The last part of every session: our way ends, what was sent is waited for, the account made, and a close chosen that does not lie.</summary>
internal sealed class Closing(IConnection peer, RelaySettings settings, SessionActivity activity)
{
    /// <summary>How long a write that is under way may take to end when its session was stopped.</summary>
    public static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(500);

    /// <summary>Nothing more will be sent: that is told, and the peer sees it unless the user wants otherwise.</summary>
    public async ValueTask CompleteAsync(ISessionObserver observer, CancellationToken cancellation)
    {
        observer.Completed(Direction.ToPeer);
        if (settings.InputEnd == InputEnd.HalfClose)
        {
            await peer.CompleteWritesAsync(cancellation);
        }
    }

    public async Task<SessionResult> ConcludeAsync(PumpResult sent, PumpResult received, Stopper stopper, CancellationToken abort)
    {
        var drained = await new Settlement(peer, settings, abort).RunAsync(sent, stopper);
        var result = new Account(peer, settings, activity).Of(sent, drained ?? received, stopper.Reason);
        if (settings.Close == CloseMode.Reset || result.BytesNotDelivered > 0)
        {
            // A stream that was cut short must not look complete to the peer, as it would after a FIN.
            (peer as IResettable)?.ResetOnClose();
        }

        return result;
    }
}
