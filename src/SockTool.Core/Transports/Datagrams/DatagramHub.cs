using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>One bound socket for all its peers: one loop receives for them, and it lives until the last of them is closed.</summary>
#pragma warning disable CA1001 // whoever leaves last closes it, and nobody before
internal sealed class DatagramHub
#pragma warning restore CA1001
{
    private readonly Socket socket;
    private readonly SocketSettings settings;
    private readonly Lock gate = new();
    private readonly PeerTable peers;
    private readonly DatagramLock locking;
    private readonly Doorbell bell = new();
    private readonly CancellationTokenSource over = new();
    private readonly Task receiving;
    private bool isAccepting = true;
    private Exception? broken;
    private int accepted;
    private int open;

    public DatagramHub(Socket socket, SocketSettings settings)
    {
        (this.socket, this.settings) = (socket, settings);
        Descriptor = (int)socket.Handle;
        peers = new PeerTable(settings.Clock);
        locking = new DatagramLock(socket);
        receiving = Task.Run(ReceiveAsync, CancellationToken.None);
        _ = SilenceWatch.RunAsync(NextLook, settings.Clock, over.Token);
    }

    public Socket Socket => socket;

    public int Descriptor { get; }

    /// <summary>What may wait for all peers together.</summary>
    public QueueBudget Budget { get; } = new();

    public bool HasWaiting
    {
        get
        {
            lock (gate)
            {
                return peers.HasWaiting;
            }
        }
    }

    /// <summary>A new sender that is there already; null for none.</summary>
    public UdpPeer? TryAccept()
    {
        lock (gate)
        {
            if (peers.Next() is not { } peer)
            {
                return null;
            }

            peer.IsAccepted = true;
            accepted++;
            open++;
            return peer;
        }
    }

    public async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation) => await bell.AnswerAsync(TryAccept, cancellation);

    public ValueTask SendAsync(UdpPeer peer, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (broken is not null)
            {
                throw broken is FailureException failed ? new FailureException(failed.Failure) : broken;
            }

            peers.Touch(peer);
        }

        return new DatagramWrites(socket, settings, peer.Name) { Icmp = IcmpPolicy.Ignore }.SendAsync(bytes, locking.IsLocked ? null : peer.Address, cancellation);
    }

    /// <summary>Nobody new any more. The one client that there was has the socket to itself: the kernel refuses all others.</summary>
    public async ValueTask StopAcceptingAsync()
    {
        lock (gate)
        {
            if (isAccepting)
            {
                isAccepting = false;
                bell.Silence();
                while (peers.Next() is { } waiting)
                {
                    peers.Forget(waiting);
                }

                if (accepted == 1 && open == 1 && peers.MostSilent is { } only)
                {
                    locking.LockTo(only.Address);
                }
            }
        }

        await CloseIfDoneAsync();
    }

    public async ValueTask LeaveAsync(UdpPeer peer)
    {
        lock (gate)
        {
            peers.Forget(peer);
            open--;
        }

        peer.Drain();
        await CloseIfDoneAsync();
    }

    private async Task CloseIfDoneAsync()
    {
        lock (gate)
        {
            if (isAccepting || open > 0)
            {
                return;
            }
        }

        await over.CancelAsync();
        await receiving;
    }

    private async Task ReceiveAsync()
    {
        if (await new DatagramLoop(socket, locking, Arrived).RunAsync(over.Token) is { } why)
        {
            lock (gate)
            {
                broken = why;
                bell.Silence(why);
                foreach (var peer in peers.All)
                {
                    peer.End(why);
                }
            }
        }

        Overflow.Tell(socket, SocketNames.Local(socket), settings.Observer);
        socket.Dispose();
    }

    private void Arrived(SocketAddress sender, ReadOnlySpan<byte> datagram)
    {
        if (PeerOf(sender) is { } peer)
        {
            settings.Observer.DatagramFrom(peer.Name, datagram.Length);
            peer.Enqueue(datagram);
        }
    }

    /// <summary>Whose datagram it is; null for a stranger's that comes too late.</summary>
    private UdpPeer? PeerOf(SocketAddress sender)
    {
        lock (gate)
        {
            if (peers.Find(sender) is { } known)
            {
                peers.Touch(known);
                return known;
            }

            var peer = isAccepting && Doorkeeper.LetsIn(sender, settings) ? new UdpPeer(this, sender.Copied(), settings) : null;
            if (peer is null || !peers.TryAdd(peer))
            {
                return null;
            }

            bell.Ring();
            return peer;
        }
    }

    /// <summary>A client that leaves says nothing: one that is silent for long has left. The one that has the socket to itself may be.</summary>
    private TimeSpan NextLook()
    {
        lock (gate)
        {
            return isAccepting || accepted > 1 ? peers.ForgetTheSilent() : PeerTable.LongestSilence;
        }
    }
}
