using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Core.Sessions;

/// <summary>The last part of every session: our way ends, what was sent is waited for, the account made, and a close chosen that does not lie.</summary>
/// <param name="peer">The end that the account is made for.</param>
/// <param name="local">Our own end; null where there is none.</param>
/// <param name="settings">How we close.</param>
/// <param name="activity">When what happened.</param>
internal sealed class Closing(IConnection peer, IConnection? local, RelaySettings settings, SessionActivity activity)
{
    /// <summary>How long a write that is under way may take to end when its session was stopped.</summary>
    public static readonly TimeSpan StopGrace = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LastMoments = TimeSpan.FromMilliseconds(200);

    /// <summary>Nothing more will be sent: that is told, and the peer sees it unless the user wants otherwise. What an end that cannot be told makes of <paramref name="sent"/>.</summary>
    public async ValueTask<PumpResult> CompleteAsync(PumpResult sent, ISessionObserver observer, CancellationToken cancellation)
    {
        observer.Completed(Direction.ToPeer);
        try
        {
            if (settings.InputEnd == InputEnd.HalfClose)
            {
                await peer.CompleteWritesAsync(cancellation);
            }
            else
            {
                (peer as IWithholding)?.EndOfInput();
            }

            return sent;
        }
        catch (FailureException failed)
        {
            return sent with { End = PumpEnd.DestinationFailed, Failure = failed.Failure };
        }
        catch (OperationCanceledException)
        {
            return sent with { End = PumpEnd.Stopped };
        }
    }

    public async Task<SessionResult> ConcludeAsync(PumpResult sent, PumpResult received, Stopper stopper, CancellationToken abort)
    {
        var drained = await new Settlement(peer, settings, abort).RunAsync(sent, stopper);
        if (local is not null && settings.Local == LocalEnd.Connection)
        {
            await WaitForBothAsync((local, sent, received), stopper);
        }

        var result = new Account(peer, local, settings, activity).Of(sent, drained ?? received, stopper.Reason);

        // A stream that was cut short must not look complete, as it would after a FIN: neither to the peer nor, where our
        // own end is a connection too, to whoever is behind that.
        if (settings.Close == CloseMode.Reset || result.BytesNotDelivered > 0 || IsCutShort(result, sent, received, stopper))
        {
            (peer as IResettable)?.ResetOnClose();
            (local as IResettable)?.ResetOnClose();
        }

        return result;
    }

    private bool IsCutShort(SessionResult result, PumpResult sent, PumpResult received, Stopper stopper) => settings.Local switch
    {
        LocalEnd.Connection => result.Failure is not null || IsBrokenOff(sent, received, stopper),
        LocalEnd.Streams => result.Failure is not null && !sent.IsComplete && (activity.InputHasBegun || sent.End == PumpEnd.SourceFailed),
        _ => false,
    };

    // By a timer it ends where nobody would say so; by anybody else, in the middle.
    private static bool IsBrokenOff(PumpResult sent, PumpResult received, Stopper stopper) =>
        stopper.Reason is { By: not EndedBy.Timer } && !(sent.IsComplete && received.IsComplete);

    /// <summary>What one side had sent before it was cut is the other's: the reset that tells of the cut would take it away.</summary>
    private async Task WaitForBothAsync((IConnection Local, PumpResult Sent, PumpResult Received) session, Stopper stopper)
    {
        // A run that is stopped ends within a second.
        var isStopped = stopper.Reason is { By: EndedBy.Signal or EndedBy.Timer };
        using var moment = new CancellationTokenSource(isStopped ? LastMoments : Acknowledgement.DrainLimit, settings.Clock);
        var limit = session.Sent.IsComplete && session.Received.IsComplete ? stopper.Token : moment.Token;
        await Acknowledgement.WaitAsync(session.Local, session.Received.Written, settings.Clock, limit);
        await Acknowledgement.WaitAsync(peer, session.Sent.Written, settings.Clock, limit);
    }
}
