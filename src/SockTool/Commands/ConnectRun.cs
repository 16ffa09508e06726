using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>connect = console + dialled.</summary>
internal sealed record ConnectRun : IRun
{
    public string Command { get; init; } = "connect";

    public required Dialling To { get; init; }

    public required TimeSettings Time { get; init; }

    /// <summary>Bytes a second, each way; null for no limit.</summary>
    public long? Rate { get; init; }

    public required DataSettings Data { get; init; }

    public required SeeingSettings Seeing { get; init; }

    public DialogueSettings? Dialogue { get; init; }

    public AfterCut AfterCut { get; init; }

    public TimeSpan Deadline => Time.Deadline;

    public async Task<Verdict> RunAsync(RunContext context)
    {
        using var watch = await SessionWatch.OpenAsync(Seeing, Data, new WatchedEnds(To.Endpoint, OurStreams.OfOneSession, Clients.One), context);
        context.Events.TimeoutsInForce(To.Socket.Limits);
        var ends = await LocalEnds.OpenAsync(Data, context.Streams, context.Stopper.Token);
        var sessions = new List<SessionResult>();
        var failure = await RunSessionsAsync(context, watch, ends, sessions);
        failure ??= Expectation.Check(Data, sessions.Sum(session => session.BytesReceived), watch.ReceivedSha256);
        ends.Conclude(failure, context.Voice);
        return watch.Conclude(Command, To.Endpoint, sessions, failure);
    }

    private async Task<Failure?> RunSessionsAsync(RunContext context, SessionWatch watch, LocalEnds ends, List<SessionResult> sessions)
    {
        try
        {
            while (true)
            {
                var cut = await RunUntilCutAsync(context, watch, ends, sessions);
                if (AfterCut == AfterCut.End || cut is not { Kind: FailureKind.Reset or FailureKind.PeerTookLess or FailureKind.CutShort })
                {
                    // What an earlier session lost stays lost, however well the last one went.
                    return cut ?? sessions.Find(session => session.BytesNotDelivered > 0)?.Failure;
                }

                context.Events.Reconnecting(cut);
                await Task.Delay(To.Retry.Delay, context.Clock, context.Stopper.Token);
            }
        }
        catch (FailureException failed)
        {
            return failed.Failure;
        }
        catch (OperationCanceledException) when (context.Stopper.Reason is { Failure: { } reason })
        {
            return reason;
        }
    }

    // A reset that comes right after the handshake is told by connect(2) already; it is a cut all the same.
    private async Task<Failure?> RunUntilCutAsync(RunContext context, SessionWatch watch, LocalEnds ends, List<SessionResult> sessions)
    {
        try
        {
            sessions.Add(await RunSessionAsync(context, watch, ends, sessions.Count + 1));
            return sessions[^1].Failure;
        }
        catch (FailureException failed) when (failed.Failure.Kind == FailureKind.Reset)
        {
            return failed.Failure;
        }
    }

    private async Task<SessionResult> RunSessionAsync(RunContext context, SessionWatch watch, LocalEnds ends, int number)
    {
        await using var dialled = await To.ConnectAsync(watch.Transports, context.Stopper.Token);
        var peer = Traffic.Paced(dialled, Rate, context.Clock);
        await using var layers = peer as LayeredConnection;
        watch.Opened();
        using var watched = watch.Begin(new ObservedSession(number, dialled, PeerPart.Server));
        context.Events.Connected(peer);
        OptionTable.Show(To.ShownOptions, peer, To.Socket, context.Events);
        await using var local = DialogueConnection.Over(ends.Input, OutputFor(ends), Dialogue, Data.Relay, context.Streams);
        using var relay = new Relay(local, peer, SessionPolicy.For(Data, Dialogue, context.Streams, PeerClose.Finish), watched.Observers);
        return watched.Conclude(await relay.RunAsync(context.Stopper));
    }

    // A session that may be followed by another must not close our output.
    private IOutput OutputFor(LocalEnds ends) => AfterCut == AfterCut.Reconnect ? new SharedOutput(ends.Output) : ends.Output;
}
