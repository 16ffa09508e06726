using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.SessionFiles;
using SockTool.Core.Sessions;

namespace SockTool.Core.Replays;

/// <summary>Plays one side of a session over a connection and verifies the other.</summary>
public sealed partial class Player(IConnection peer, PlaySettings settings)
{
    // How long a silence shows that nothing more comes: before a report, before a file is changed, and behind the last step.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongMoment = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LastMoments = TimeSpan.FromSeconds(1);

    private readonly SessionActivity activity = new(settings.Clock);
    private readonly List<Mismatch> mismatches = [];
    private long sent;
    private Side? broken;
    private SidedStep? current;
    private bool hasEnded;

    private Side Theirs => settings.Played == Side.Client ? Side.Server : Side.Client;

    /// <summary>Plays it to its end, or to the first mismatch. Expected failures are in the result.</summary>
    public async Task<PlayResult> RunAsync(IReadOnlyList<SessionStep> steps, Stopper run)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(run);
        await using var incoming = new Incoming(peer, Control(Direction.FromPeer, run.Token), settings.Clock);
        Failure? failure = null;
        try
        {
            await PlayAsync(steps, incoming, new Verifier(incoming, settings.Masks, settings.Clock), Control(Direction.ToPeer, run.Token));
        }
        catch (FailureException failed)
        {
            (failure, sent) = (failed.Failure, sent + failed.Transferred);
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            // A run that ends for no fault, as when its program has ended, ends a session in the middle all the same.
            failure = run.Reason?.Failure;
            mismatches.AddRange(failure is null && current is not null ? [new Mismatch(current, SessionProblem.Ended) { Verified = Theirs }] : []);
        }

        var isUnfinished = run.Token.IsCancellationRequested || mismatches.Exists(one => one.Problem == SessionProblem.NotTaken);
        if (broken == settings.Played || failure is not null || isUnfinished || (mismatches.Count > 0 && settings.AtMismatch == AtMismatch.Stop))
        {
            (peer as IResettable)?.ResetOnClose();
        }

        return new PlayResult(mismatches, Account(incoming, failure)) { IsUnfinished = isUnfinished };
    }

    private async Task PlayAsync(IReadOnlyList<SessionStep> steps, Incoming incoming, Verifier verifier, PumpControl outward)
    {
        var limit = settings.Limit;
        for (var at = 0; at < steps.Count && broken is null; at++)
        {
            current = steps[at] as SidedStep ?? current;
            var mismatch = steps[at] switch
            {
                PauseStep pause => await PassAsync(pause.Length, outward.Stop),
                SidedStep own when own.Side == settings.Played => await verifier.SettleAsync(limit) ?? await DoAsync(own, limit, incoming, outward),
                SidedStep theirs => await verifier.VerifyAsync(theirs, limit),
                _ => null,
            };
            limit = (steps[at] as WithinStep)?.Limit ?? limit;
            if (mismatch is null)
            {
                continue;
            }

            var isOfThis = mismatch.Step == steps[at];
            at = isOfThis ? Next(steps, at) - 1 : at - 1;
            if (await ToldAsync(mismatch, isOfThis ? Turn(steps, mismatch.Step) : [mismatch.Step], verifier) == AtMismatch.Stop)
            {
                return;
            }
        }

        if (broken is null && steps.OfType<SidedStep>().LastOrDefault() is { } last)
        {
            await CompleteAsync(outward);
            if (await verifier.ConcludeAsync(last, LastMoments) is { } more)
            {
                await ToldAsync(more, [], verifier);
            }

            await (incoming.End == IncomingEnd.Broken ? Task.CompletedTask : DeliveredAsync(outward.Stop));
        }
    }

    private async Task<AtMismatch> ToldAsync(Mismatch mismatch, IReadOnlyList<SidedStep> expected, Verifier verifier)
    {
        var whole = await verifier.GatherAsync(mismatch, settings.AtMismatch == AtMismatch.GoOn ? LongMoment : Moment);
        mismatches.Add(whole with { Verified = Theirs, Expected = expected });
        broken ??= whole.End == IncomingEnd.Broken || mismatch.Problem == SessionProblem.Broken ? Theirs : null;

        // Nobody can go on who cannot say his part.
        return mismatch.Step.Side == settings.Played ? AtMismatch.Stop : settings.AtMismatch;
    }

    /// <summary>What the one who is verified had to do from <paramref name="first"/> on before it was the other's turn.</summary>
    private SidedStep[] Turn(IReadOnlyList<SessionStep> steps, SidedStep first) =>
        [.. steps.SkipWhile(step => step != first).OfType<SidedStep>().TakeWhile(step => step.Side != settings.Played)];

    private int Next(IReadOnlyList<SessionStep> steps, int from)
    {
        while (from < steps.Count && (steps[from] as SidedStep)?.Side != settings.Played)
        {
            from++;
        }

        return from;
    }

    private SessionResult Account(Incoming incoming, Failure? failure) => new()
    {
        Local = peer.LocalNameOrNone(),
        Peer = peer.Name,
        BytesSent = sent,
        BytesReceived = incoming.Total,
        EndedBy = incoming.End == IncomingEnd.Broken ? EndedBy.Peer : EndedBy.Us,
        End = broken is not null || incoming.End == IncomingEnd.Broken ? SessionEnd.Reset : peer.EndInOrder(),
        Failure = failure,
        FirstByte = activity.ToFirstByte,
        Duration = activity.SinceStart,
        Tcp = (peer as ISocketBacked)?.Socket is { } socket ? Native.TcpInfo.TryRead(socket) : null,
    };

    private PumpControl Control(Direction direction, CancellationToken stop) => new(direction) { Stop = stop, Observer = settings.Observer, Activity = activity };
}

/// <summary>What came of a session that was played.</summary>
/// <param name="Mismatches">Where something else came than it has; none for one that was as it is written.</param>
/// <param name="Session">Its account.</param>
public sealed record PlayResult(IReadOnlyList<Mismatch> Mismatches, SessionResult Session)
{
    /// <summary>Whether its end was never reached: what is missing then says nothing.</summary>
    public required bool IsUnfinished { get; init; }
}
