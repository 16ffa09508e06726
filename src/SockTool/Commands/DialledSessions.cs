using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>The sessions of a run that dials: how each begins, and what they come to.</summary>
internal sealed class DialledSessions(Dialling to, long? rate, SessionWatch watch, RunContext context)
{
    private readonly List<SessionResult> results = [];

    public IReadOnlyList<SessionResult> Results => results;

    /// <summary>Dials, and runs one session with whoever is there.</summary>
    /// <exception cref="FailureException">Nobody is there.</exception>
    public async Task<SessionResult> RunAsync(int number, Func<IConnection, ISessionObserver, Task<SessionResult>> session)
    {
        await using var dialled = await to.ConnectAsync(watch.Transports, context.Stopper.Token);
        var peer = Traffic.Paced(dialled, rate, context.Clock);
        await using var layers = peer as LayeredConnection;
        watch.Opened();
        using var watched = watch.Begin(new ObservedSession(number, dialled, PeerPart.Server));
        to.Connected(peer, context.Events);
        results.Add(watched.Conclude(await session(peer, watched.Observers)));
        return results[^1];
    }

    /// <summary>The record of the run. What an observer could not keep is a failure where nothing else is.</summary>
    public Verdict Conclude(string command, Failure? failure)
    {
        var notKept = watch.Conclude();
        return new Verdict
        {
            Command = command,
            Failure = failure is { Subject: "", Operation: Operation.Connect } ? failure with { Subject = to.Endpoint.ToString() } : failure ?? notKept,
            Local = results is [.., var last] ? last.Local : "",
            Peer = results is [.., { Peer: var peer }] ? peer : to.Endpoint.ToString(),
            Attempts = watch.Attempts,
            Sessions = results,
            Timings = watch.Timings(results is [var first, ..] ? first : null),
            Digest = watch.Digests,
        };
    }
}
