using SockTool.Core.Connections;
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
        var sessions = new DialledSessions(To, Rate, watch, context);
        return sessions.Conclude(Command, await PlayAllAsync(replay, context, sessions));
    }

    private static async Task<Failure?> PlayAllAsync(Replay replay, RunContext context, DialledSessions sessions)
    {
        try
        {
            foreach (var number in replay.Sessions)
            {
                var result = await sessions.RunAsync(number, (peer, observer) => replay.PlayAsync(peer, number, observer, context));
                if (result.Failure is { } failure)
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
}
