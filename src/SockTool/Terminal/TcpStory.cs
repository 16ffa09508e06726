using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Observers;
using SockTool.Core.Packets;
using SockTool.Core.Transports;

namespace SockTool.Terminal;

/// <summary>
/// One connection's story as it happens: its segments where they can be seen, and the states that the kernel has at the points where they
/// change. What was not observed is not told.
/// </summary>
/// <param name="log">Who tells it.</param>
/// <param name="flow">Whose story it is.</param>
/// <param name="capture">Where the segments come from; null where they cannot be seen.</param>
/// <param name="clock">What waits.</param>
internal sealed partial class TcpStory(EventLog log, Flow flow, PacketCapture? capture, TimeProvider clock) : ISessionObserver
{
    private readonly Lock gate = new();
    private readonly FollowedFlow? segments = capture?.Follow(flow);
    private long start;
    private TcpState told;
    private int? client;
    private Socket? socket;
    private long sent;
    private long received;
    private bool hasOptions;
    private volatile bool isOver;

    public Flow Flow => flow;

    /// <summary>Whether it was dialled from here.</summary>
    public bool IsDialled { get; private set; }

    /// <summary>connect(2) was called, and said <paramref name="errno"/>.</summary>
    public void Connecting(Socket dialled, int errno)
    {
        IsDialled = true;
        lock (gate)
        {
            socket = dialled;
            if (segments is null && errno == Errno.InProgress)
            {
                log.StoryConnecting(Now(), flow);
            }
        }

        Look();
    }

    public void Failed(Failure failure)
    {
        LookAgain();
        lock (gate)
        {
            log.StoryFailed(Now(), failure);
        }
    }

    /// <summary>The handshake is done.</summary>
    /// <param name="opened">The socket; null for the one that was dialled.</param>
    public void Established(Socket? opened)
    {
        LookAgain();
        lock (gate)
        {
            socket = opened ?? socket;
            if (hasOptions)
            {
                return;
            }

            hasOptions = true;
            if (TcpView.TryRead(socket) is not { } view)
            {
                TellState(new TableEntry(TcpState.Established, null), StateSource.Connect);
            }
            else
            {
                TellState(new TableEntry(view.State, null), StateSource.Kernel);
                log.StoryOptions(Now(), flow, view);
            }
        }
    }

    public void Secured(TlsFacts facts)
    {
        Established(null);
        lock (gate)
        {
            log.StorySecured(Now(), facts);
        }
    }

    public void Upgraded()
    {
        Established(null);
        lock (gate)
        {
            log.StoryUpgraded(Now());
        }
    }

    /// <summary>Whose number the lines have.</summary>
    public void IsOf(int number) => client = number;

    public void Read(Direction direction, int count)
    {
        if (direction == Direction.FromPeer)
        {
            Interlocked.Add(ref received, count);
        }
    }

    public void Written(Direction direction, int count)
    {
        if (direction == Direction.ToPeer)
        {
            Interlocked.Add(ref sent, count);
        }
    }

    public void Completed(Direction direction)
    {
        TellKernel();
        if (direction == Direction.ToPeer)
        {
            // The FIN is about to go.
            _ = WatchAsync();
        }
    }

    public void Ended(SessionEnd end, EndedBy by, Failure? failure)
    {
        TellKernel();
        isOver = true;
        if (segments is null)
        {
            lock (gate)
            {
                log.StoryBytes(Now(), sent, received);
            }
        }
    }
}
