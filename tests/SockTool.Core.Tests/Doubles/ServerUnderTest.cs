using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Doubles;

/// <summary>A server whose sessions last until the test, or the client, ends them; and what its observer was told.</summary>
internal sealed class ServerUnderTest : IServerObserver, IDisposable
{
    private readonly Lock gate = new();
    private readonly List<string> told = [];
    private Server? server;

    public MemoryListener Listener { get; } = new();

    public Stopper Stopper { get; } = new();

    /// <summary>What a session waits for after its client has left.</summary>
    public Task LastMoments { get; set; } = Task.CompletedTask;

    public IReadOnlyList<string> Told
    {
        get
        {
            lock (gate)
            {
                return [.. told];
            }
        }
    }

    public Task<ServerResult> Run(ServerSettings settings)
    {
        server = new Server(Listener, settings, ServeAsync, this);
        return server.RunAsync(Stopper).WaitAsync(Patience.Limit);
    }

    public Task UntilToldAsync(string what) => Patience.UntilAsync(() => Told.Contains(what, StringComparer.Ordinal));

    public void Refused(IConnection client) => Note("refused");

    public void Ended(int number, SessionResult result) => Note($"ended {number}");

    public void Finishing(int sessions, TimeSpan within) => Note($"finishing {sessions} within {within.TotalSeconds}");

    public void AcceptPaused(Failure failure) => Note($"paused {failure.Errno}");

    public void Dispose()
    {
        server?.Dispose();
        Stopper.Dispose();
    }

    private async Task<SessionResult> ServeAsync(IConnection client, int number)
    {
        Note($"accepted {number}");
        var received = await client.HearAllAsync();
        await LastMoments;
        return new SessionResult { Peer = client.Name, BytesReceived = received.Length, Failure = received == "bad" ? new Failure(FailureKind.Reset, Operation.Read) : null };
    }

    private void Note(string what)
    {
        lock (gate)
        {
            told.Add(what);
        }
    }
}
