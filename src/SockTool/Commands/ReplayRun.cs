using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>Plays the client of each session, one after another.</summary>
internal sealed record ReplayRun : IRun
{
    public string Command => "replay";

    public required ReplaySettings Settings { get; init; }

    public required Dialling To { get; init; }

    /// <summary>Bytes a second, each way; null for no limit.</summary>
    public long? Rate { get; init; }

    public required SeeingSettings Seeing { get; init; }

    public required TimeSpan Deadline { get; init; }

    public async Task<Verdict> RunAsync(RunContext context)
    {
        var replay = await Replay.ReadAsync(Settings, context.Stopper.Token);
        using var watch = await SessionWatch.OpenAsync(Seeing, new DataSettings { Payload = [] }, new WatchedEnds(To.Endpoint, OurStreams.None, Clients.One), context);
        var sessions = new List<SessionResult>();
        var failure = await PlayAllAsync(replay, context, watch, sessions);
        return watch.Conclude(Command, To.Endpoint, sessions, failure);
    }

    private async Task<Failure?> PlayAllAsync(Replay replay, RunContext context, SessionWatch watch, List<SessionResult> sessions)
    {
        try
        {
            foreach (var number in replay.Sessions)
            {
                sessions.Add(await PlayAsync(replay, number, context, watch));
                if (sessions[^1].Failure is { } failure)
                {
                    return failure;
                }
            }

            replay.Update(context);
            return null;
        }
        catch (FailureException failed)
        {
            return failed.Failure;
        }
    }

    private async Task<SessionResult> PlayAsync(Replay replay, int number, RunContext context, SessionWatch watch)
    {
        await using var dialled = await To.ConnectAsync(watch.Transports, context.Stopper.Token);
        var peer = Traffic.Paced(dialled, Rate, context.Clock);
        await using var layers = peer as LayeredConnection;
        watch.Opened();
        using var watched = watch.Begin(new ObservedSession(number, dialled, PeerPart.Server));
        context.Events.Connected(peer);
        OptionTable.Show(To.ShownOptions, peer, To.Socket, context.Events);
        return watched.Conclude(await replay.PlayAsync(peer, number, watched.Observers, context));
    }
}
