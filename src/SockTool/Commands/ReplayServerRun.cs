using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>Plays the server: each client gets the next session, and behind the last one comes the first again.</summary>
internal sealed record ReplayServerRun(ReplaySettings Settings, Endpoint Endpoint, ServerOptions Server) : IRun
{
    /// <summary>How many clients are served; null for as many as the file has sessions.</summary>
    public int? Clients { get; init; }

    public string Command => "replay";

    public SeeingSettings Seeing => Server.Seeing;

    public TimeSpan Deadline => Server.Time.Deadline;

    public async Task<Verdict> RunAsync(RunContext context)
    {
        var replay = await Replay.ReadAsync(Settings, context.Stopper.Token);
        var clients = Clients ?? replay.Sessions.Count;
        var verdict = await new ServeRun
        {
            Command = Command,
            Server = Server with { Serving = Server.Serving with { Clients = clients } },
            Endpoint = Endpoint,
            Data = new DataSettings { Payload = [] },
            Client = new PlayedServer(replay),
        }.RunAsync(context);
        if (verdict.Failure is null)
        {
            replay.Update(context);
        }

        // A client that --run started may not mind, or fail because of it: what was wrong is the session.
        // And one that never came has verified nothing.
        return verdict with { Failure = verdict.Failure is null or { Kind: FailureKind.ChildFailed } ? replay.Failure ?? verdict.Failure ?? replay.Missing(clients) : verdict.Failure };
    }

    private sealed class PlayedServer(Replay replay) : IClientEnds
    {
        public bool ReadsInput => false;

        public bool UsesOurStreams => false;

        public Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context) =>
            replay.PlayAsync(client, replay.Sessions[(seat.Number - 1) % replay.Sessions.Count], observer, context);
    }
}
