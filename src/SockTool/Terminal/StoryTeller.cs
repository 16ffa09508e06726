using System.Collections.Concurrent;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Packets;
using SockTool.Core.Transports;

namespace SockTool.Terminal;

/// <summary>The stories of a run, each of one connection; those that are dialled have one from their first segment on.</summary>
internal sealed class StoryTeller(EventLog log, PacketCapture? capture, TimeProvider clock)
{
    // Handshakes of whoever has not been served yet.
    private const int MostSecured = 1024;

    private readonly long start = clock.GetTimestamp();
    private readonly ConcurrentDictionary<Flow, TcpStory> stories = new();
    private readonly ConcurrentDictionary<string, TlsFacts> secured = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> upgraded = new(StringComparer.Ordinal);

    public void HasNoNumbers(int errno) => log.NoNumbers(errno);

    public void Resolved(string host, IReadOnlyList<string> addresses) => log.StoryResolved(host, addresses, clock.GetElapsedTime(start));

    public void Dialled(Flow flow, Socket socket, int errno)
    {
        var story = new TcpStory(log, flow, capture, clock);
        stories[flow] = story;
        story.Connecting(socket, errno);
    }

    /// <summary>An attempt came to nothing.</summary>
    public void Failed(Failure failure)
    {
        if (stories.Values.FirstOrDefault(story => story.Flow.Remote.ToString() == failure.Subject) is { } story)
        {
            story.Failed(failure);
            Forget(story.Flow);
        }
    }

    public void Secured(string peer, TlsFacts facts)
    {
        if (Dialled(peer) is { } story)
        {
            story.Secured(facts);
        }
        else if (secured.Count < MostSecured)
        {
            secured[peer] = facts;
        }
    }

    public void Upgraded(string peer)
    {
        if (Dialled(peer) is { } story)
        {
            story.Upgraded();
        }
        else if (upgraded.Count < MostSecured)
        {
            upgraded[peer] = true;
        }
    }

    /// <summary>The story of a session; null where it has none.</summary>
    public TcpStory? Begin(ObservedSession session, Flow? flow, Socket? socket)
    {
        int? client = session.Part == PeerPart.Client ? session.Number : null;
        if (flow is not { } known)
        {
            log.NoStory(client, session.Peer.Name);
            return null;
        }

        foreach (var other in stories.Values.Where(other => client is null && other.Flow != known))
        {
            // An attempt that another has overtaken (RFC 8305), or the end of the session before, which is told by itself.
            Forget(other.Flow);
        }

        var story = stories.GetOrAdd(known, one => new TcpStory(log, one, capture, clock));
        if (client is { } number)
        {
            story.IsOf(number);
        }

        story.Established(socket);
        if (secured.TryRemove(session.Peer.Name, out var facts))
        {
            story.Secured(facts);
        }

        if (upgraded.TryRemove(session.Peer.Name, out _))
        {
            story.Upgraded();
        }

        return story;
    }

    /// <summary>Packets have come.</summary>
    public void Look()
    {
        foreach (var story in stories.Values)
        {
            story.Look();
        }
    }

    public void Forget(Flow flow) => stories.TryRemove(flow, out _);

    // Behind a proxy the peer has another name than the other end of the socket: then there is but one that was dialled.
    private TcpStory? Dialled(string peer) => stories.Values.FirstOrDefault(story => story.IsDialled && story.Flow.Remote.ToString() == peer)
        ?? stories.Values.FirstOrDefault(story => story.IsDialled);
}
