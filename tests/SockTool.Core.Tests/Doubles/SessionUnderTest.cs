using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Doubles;

/// <summary>A relay between two pairs in memory: the test plays the user on the one side and the peer on the other.</summary>
internal sealed class SessionUnderTest : IDisposable
{
    private readonly Tally tally = new();
    private Relay? relay;

    public SessionUnderTest()
    {
        (Local, User) = MemoryConnection.Pair();
        (Remote, Peer) = MemoryConnection.Pair(room: 1);
    }

    public MemoryConnection Local { get; }

    public MemoryConnection User { get; }

    public MemoryConnection Remote { get; }

    public MemoryConnection Peer { get; }

    public Stopper Stopper { get; } = new();

    /// <summary>Bytes from the peer whose writing the session has noted.</summary>
    public long Noted => tally.FromPeer;

    public Task<SessionResult> Run(RelaySettings settings) => Run(Local, Remote, settings);

    public Task<SessionResult> Run(IConnection local, IConnection remote, RelaySettings settings)
    {
        relay = new Relay(local, remote, settings, tally);
        return relay.RunAsync(Stopper).WaitAsync(Patience.Limit);
    }

    public void Dispose()
    {
        relay?.Dispose();
        Stopper.Dispose();
    }

    private sealed class Tally : ISessionObserver
    {
        private long fromPeer;

        public long FromPeer => Interlocked.Read(ref fromPeer);

        public void Written(Direction direction, int count)
        {
            if (direction == Direction.FromPeer)
            {
                Interlocked.Add(ref fromPeer, count);
            }
        }
    }
}
