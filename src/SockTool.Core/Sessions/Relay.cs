using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Core.Sessions;

/// <summary>
/// One session: two pumps between two ends, each ending alone, and one policy for what the end of one means for the other.
/// The rules are those of RFC 9293 section 3.6: a FIN closes one way only.
/// </summary>
public sealed class Relay(IConnection local, IConnection peer, RelaySettings settings, ISessionObserver observer) : IDisposable
{
    // A reader such as tar leaves at the end of what it wants, a moment before the peer's FIN: that is a good end too.
    private static readonly TimeSpan LastWord = TimeSpan.FromMilliseconds(200);

    private readonly Pump pump = new();
    private readonly SessionActivity activity = new(settings.Clock);
    private readonly Aborts aborts = new(settings.Clock);
    private readonly CancellationTokenSource watching = new();
    private readonly CancellationTokenSource idling = new();
    private readonly CancellationTokenSource sendingOver = new();

    private long leftInLocal;

    /// <summary>Runs the session to its end and closes <paramref name="local"/>'s output when the peer has ended. Expected failures are in the result.</summary>
    public async Task<SessionResult> RunAsync(Stopper run)
    {
        using var stopper = new Stopper(run);
        aborts.Follow(stopper, run);
        var watchers = new Watchers(stopper, settings.Clock);
        if (settings.Idle != Timeout.InfiniteTimeSpan)
        {
            _ = watchers.StopOnSilenceAsync(activity, [peer, local], settings.Idle, idling.Token);
        }

        var sending = settings.Directions == Directions.ReceiveOnly ? Task.FromResult(PumpResult.Nothing) : SendAsync(stopper, watchers);
        if (settings.Interleaving == Interleaving.SendFirst)
        {
            await sending;
        }

        var receiving = settings.Directions == Directions.SendOnly ? Task.FromResult(PumpResult.Nothing) : ReceiveAsync(stopper, watchers, sending);
        await Task.WhenAll(sending, receiving);
        var result = await new Closing(peer, local, settings, activity).ConcludeAsync((await sending).WithUnsent(leftInLocal), await receiving, stopper, aborts.Sending.Token);
        await idling.CancelAsync();
        await watching.CancelAsync();
        return result;
    }

    public void Dispose()
    {
        watching.Cancel();
        idling.Cancel();
        sendingOver.Cancel();
        aborts.Dispose();
        watching.Dispose();
        idling.Dispose();
        sendingOver.Dispose();
    }

    private async Task<PumpResult> SendAsync(Stopper stopper, Watchers watchers)
    {
        if (settings.Directions == Directions.SendOnly)
        {
            // Nobody reads from the peer, so nobody else would notice a reset while the input is silent.
            _ = watchers.StopOnDepartureAsync(peer, EndedBy.Peer, aborts.Sending, sendingOver.Token);
        }

        var result = await pump.RunAsync(local, peer, Control(Direction.ToPeer, stopper));
        await sendingOver.CancelAsync();
        leftInLocal = (local as IAbandonable)?.Abandon() ?? 0;
        result = result.IsComplete ? await new Closing(peer, local, settings, activity).CompleteAsync(result, observer, aborts.Sending.Token) : result;
        if (result.IsComplete)
        {
            if (settings.Linger != Timeout.InfiniteTimeSpan && settings.Directions != Directions.SendOnly)
            {
                _ = watchers.StopAfterAsync(Task.Delay(settings.Linger, settings.Clock, watching.Token), failure: null);
            }

            await EndWithSilenceAsync(watchers);
            EndWithProcess(watchers, result.Written);
        }
        else if (result.Failure is { } failure && (result.End == PumpEnd.SourceFailed || failure.Kind != FailureKind.Reset))
        {
            // Where our own end is a connection it is cut too, and is not waited for longer than any other that fails.
            stopper.Stop(settings.Local == LocalEnd.Connection ? new StopReason(EndedBy.Us, failure) : StopReason.Of(failure));
        }

        return result;
    }

    private async Task<PumpResult> ReceiveAsync(Stopper stopper, Watchers watchers, Task<PumpResult> sending)
    {
        using var outputWatch = CancellationTokenSource.CreateLinkedTokenSource(watching.Token);
        if (settings.Local != LocalEnd.Connection)
        {
            // A connection's own read tells its reset, and asking for the error behind its back would take it (SO_ERROR, socket(7)).
            _ = watchers.StopOnDepartureAsync(local, EndedBy.Us, aborts.Receiving, outputWatch.Token, LastWord);
        }

        await using var both = aborts.Receiving.Token.UnsafeRegister(_ => aborts.Sending.Cancel(), null);
        var result = await pump.RunAsync(peer, local, Control(Direction.FromPeer, stopper));
        await outputWatch.CancelAsync();
        result = result.End == PumpEnd.EndOfInput ? await EndOutputAsync(result) : result;
        switch (result)
        {
            case { End: PumpEnd.EndOfInput }:
                await EndWithSilenceAsync(watchers);
                AfterPeersEnd(stopper, watchers, sending);
                break;
            case { End: PumpEnd.DestinationFailed, Failure: { } failure }:
                await aborts.Sending.CancelAsync();
                stopper.Stop(new StopReason(EndedBy.Us, failure));
                break;
            default:
                stopper.Stop(new StopReason(result.End == PumpEnd.SourceFailed ? EndedBy.Peer : EndedBy.Us, Failure: null));
                break;
        }

        return result;
    }

    /// <summary>From now on a silence is the end that was waited for, and no failure.</summary>
    private async Task EndWithSilenceAsync(Watchers watchers)
    {
        if (settings.Quiet != Timeout.InfiniteTimeSpan)
        {
            await idling.CancelAsync();
            _ = watchers.StopOnQuietAsync(activity, [peer, local], settings.Quiet, watching.Token);
        }
    }

    /// <summary>A process that has ended hears nobody: once the peer has all that it wrote, it is listened to for a moment, so that its close is no reset (rule C2).</summary>
    private void EndWithProcess(Watchers watchers, long written)
    {
        if (local is IProcessEnd process)
        {
            _ = watchers.StopAfterAsync(AfterExitAsync(process, written), failure: null);
        }
    }

    private async Task AfterExitAsync(IProcessEnd process, long written)
    {
        await process.Exited.WaitAsync(watching.Token);
        await Acknowledgement.WaitAsync(peer, written, settings.Clock, watching.Token);
        await Task.Delay(Acknowledgement.DrainLimit, settings.Clock, watching.Token);
    }

    private async Task<PumpResult> EndOutputAsync(PumpResult result)
    {
        observer.Completed(Direction.FromPeer);
        try
        {
            await local.CompleteWritesAsync(aborts.Receiving.Token);
            return result;
        }
        catch (OperationCanceledException)
        {
            return result;
        }
        catch (FailureException failed)
        {
            return result with { End = PumpEnd.DestinationFailed, Failure = failed.Failure };
        }
    }

    private void AfterPeersEnd(Stopper stopper, Watchers watchers, Task<PumpResult> sending)
    {
        if (sending.IsCompleted)
        {
            return;
        }

        if (settings.PeerClose == PeerClose.Finish || (settings.PeerClose == PeerClose.FinishWhatBegan && InputHasBegun))
        {
            _ = watchers.StopOnDepartureAsync(peer, EndedBy.Peer, aborts.Sending, sendingOver.Token);
        }
        else
        {
            stopper.Stop(new StopReason(EndedBy.Peer, Failure: null));
        }
    }

    // What nobody has looked at yet has begun all the same, and a file is never silent.
    private bool InputHasBegun => local is IReadable { IsReadable: true } || activity.InputHasBegun;

    private PumpControl Control(Direction direction, Stopper stopper) => new(direction)
    {
        Engine = settings.Engine,
        BufferSize = direction == Direction.FromPeer ? settings.ReceiveSize : settings.SendSize,
        Limit = direction == Direction.FromPeer ? settings.MaxReceive : long.MaxValue,
        Stop = stopper.Token,
        Abort = direction == Direction.ToPeer ? aborts.Sending.Token : aborts.Receiving.Token,
        Observer = observer,
        Activity = activity,
    };
}
