using System.Net;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>Who is heard at a socket, in the order of their silence. The caller holds the lock.</summary>
internal sealed class PeerTable(TimeProvider clock)
{
    /// <summary>More than these are not remembered: anybody can make up senders.</summary>
    public const int Most = 4096;

    private const int MostWaiting = 256;

    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    private readonly Dictionary<SocketAddress, UdpPeer> peers = [];
    private readonly LinkedList<UdpPeer> bySilence = [];
    private readonly Queue<UdpPeer> waiting = new();

    public IEnumerable<UdpPeer> All => peers.Values;

    /// <summary>The one who has been silent longest; null where there is nobody.</summary>
    public UdpPeer? MostSilent => bySilence.First?.Value;

    public bool HasWaiting => waiting.Any(peer => peer.Place is { List: not null });

    public UdpPeer? Find(SocketAddress address) => peers.GetValueOrDefault(address);

    /// <summary>
    /// Remembers a newcomer, who waits to be accepted. For one too many of those the oldest is forgotten; where all have been
    /// accepted there is no room: nobody who is served loses his place to a sender that anybody can make up.
    /// </summary>
    public bool TryAdd(UdpPeer peer)
    {
        while (waiting.Count > 0 && (waiting.Count >= MostWaiting || peers.Count == Most))
        {
            Forget(waiting.Dequeue());
        }

        if (peers.Count == Most)
        {
            return false;
        }

        peers.Add(peer.Address, peer);
        peer.Place = bySilence.AddLast(peer);
        peer.LastHeard = clock.GetTimestamp();
        waiting.Enqueue(peer);
        return true;
    }

    /// <summary>Who waits longest to be accepted; null for nobody.</summary>
    public UdpPeer? Next()
    {
        while (waiting.TryDequeue(out var peer))
        {
            if (peer.Place is { List: not null })
            {
                return peer;
            }
        }

        return null;
    }

    /// <summary>Something went between us and it, either way.</summary>
    public void Touch(UdpPeer peer)
    {
        if (peer.Place is { List: not null } place)
        {
            peer.LastHeard = clock.GetTimestamp();
            bySilence.Remove(place);
            bySilence.AddLast(place);
        }
    }

    /// <summary>Its input ends in order; heard again, it is a new one.</summary>
    public void Forget(UdpPeer peer)
    {
        if (peer.Place is { List: not null } place)
        {
            bySilence.Remove(place);
            peers.Remove(peer.Address);
            peer.End(failure: null);
            if (!peer.IsAccepted)
            {
                peer.Drain();
            }
        }
    }

    /// <summary>Forgets those who have been silent for too long. How long until the next one will have been, at the soonest.</summary>
    public TimeSpan ForgetTheSilent()
    {
        while (MostSilent is { } silent)
        {
            var left = LongestSilence - clock.GetElapsedTime(silent.LastHeard);
            if (left > TimeSpan.Zero)
            {
                return left;
            }

            Forget(silent);
        }

        return LongestSilence;
    }
}
