using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
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
        var sessions = new DialledSessions(To, Rate, watch, context);
        var failure = await RunAllAsync(context, sessions, ends);
        failure ??= Expectation.Check(Data, sessions.Results.Sum(session => session.BytesReceived), watch.ReceivedSha256);
        ends.Conclude(failure, context.Voice);
        return sessions.Conclude(Command, failure);
    }

    private async Task<Failure?> RunAllAsync(RunContext context, DialledSessions sessions, LocalEnds ends)
    {
        try
        {
            while (true)
            {
                var cut = await RunUntilCutAsync(context, sessions, ends);
                if (AfterCut == AfterCut.End || cut is not { Kind: FailureKind.Reset or FailureKind.PeerTookLess or FailureKind.CutShort })
                {
                    // What an earlier session lost stays lost, however well the last one went.
                    return cut ?? sessions.Results.FirstOrDefault(session => session.BytesNotDelivered > 0)?.Failure;
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
    private async Task<Failure?> RunUntilCutAsync(RunContext context, DialledSessions sessions, LocalEnds ends)
    {
        try
        {
            return (await sessions.RunAsync(sessions.Results.Count + 1, (peer, observer) => TalkAsync(peer, observer, ends, context))).Failure;
        }
        catch (FailureException failed) when (failed.Failure.Kind == FailureKind.Reset)
        {
            return failed.Failure;
        }
    }

    private async Task<SessionResult> TalkAsync(IConnection peer, ISessionObserver observer, LocalEnds ends, RunContext context)
    {
        await using var local = DialogueConnection.Over(ends.Input, OutputFor(ends), Dialogue, Data.Relay, context.Streams);
        using var relay = new Relay(local, peer, SessionPolicy.For(Data, Dialogue, context.Streams, PeerClose.Finish), observer);
        return await relay.RunAsync(context.Stopper);
    }

    // A session that may be followed by another must not close our output.
    private IOutput OutputFor(LocalEnds ends) => AfterCut == AfterCut.Reconnect ? new SharedOutput(ends.Output) : ends.Output;
}
