using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Core.Sessions;

/// <summary>
/// A session with an end that answers: what the peer says is shown, and what the reply makes of it goes back. With the
/// identity as its reply it is an echo (RFC 862). The rules are those of a <see cref="Relay"/> whose input is made of its output.
/// </summary>
public sealed class AnsweringSession(IConnection peer, IReply reply, IOutput shown, RelaySettings settings, ISessionObserver observer)
{
    private readonly SessionActivity activity = new(settings.Clock);

    /// <summary>Runs the session to its end. Expected failures are in the result.</summary>
    public async Task<SessionResult> RunAsync(Stopper run)
    {
        using var stopper = new Stopper(run);
        using var aborts = new Aborts(settings.Clock);
        aborts.Follow(stopper, run);
        using var silence = settings.Idle == Timeout.InfiniteTimeSpan ? null : WatchSilence(stopper);
        using var loop = new AnswerLoop(peer, reply, shown, Control(Direction.FromPeer, stopper, aborts.Receiving.Token), Control(Direction.ToPeer, stopper, aborts.Sending.Token))
        {
            Muted = failure => StopUnlessReset(stopper, failure),
        };
        var received = await loop.RunAsync();

        // Off the thread that all sessions go on on: what comes now may tell somebody something, and waits.
        await Task.Yield();
        var closing = new Closing(peer, null, settings, activity);
        var sent = loop.Sent;
        switch (received)
        {
            case { End: PumpEnd.EndOfInput, Failure: null } when sent.Failure is null:
                sent = await closing.CompleteAsync(sent with { End = PumpEnd.EndOfInput }, observer, aborts.Sending.Token);
                break;
            case { End: PumpEnd.DestinationFailed, Failure: { } failure }:
                stopper.Stop(new StopReason(EndedBy.Us, failure));
                break;
        }

        var result = await closing.ConcludeAsync(sent, received, stopper, aborts.Sending.Token);
        await (silence?.CancelAsync() ?? Task.CompletedTask);
        return result;
    }

    private static void StopUnlessReset(Stopper stopper, Failure failure)
    {
        if (failure.Kind != FailureKind.Reset)
        {
            stopper.Stop(StopReason.Of(failure));
        }
    }

    private CancellationTokenSource WatchSilence(Stopper stopper)
    {
        var over = new CancellationTokenSource();
        _ = new Watchers(stopper, settings.Clock).StopOnSilenceAsync(activity, [peer], settings.Idle, over.Token);
        return over;
    }

    private PumpControl Control(Direction direction, Stopper stopper, CancellationToken abort) => new(direction)
    {
        BufferSize = settings.ReceiveSize,
        Limit = direction == Direction.FromPeer ? settings.MaxReceive : long.MaxValue,
        Stop = stopper.Token,
        Abort = abort,
        Observer = observer,
        Activity = activity,
    };
}
