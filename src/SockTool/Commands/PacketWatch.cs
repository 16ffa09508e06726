using System.Net;
using System.Net.Sockets;
using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Observers;
using SockTool.Core.Packets;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>The packets of a run's connections, for <c>--explain</c> and <c>--pcap</c>: looked for before the first is sent, and until the last has passed.</summary>
internal sealed class PacketWatch : IRunObserver, ITransportObserver, IDisposable
{
    private readonly RunContext context;
    private readonly bool isUdp;
    private readonly InputEnd atInputEnd;
    private readonly PacketCapture? capture;
    private readonly PacketFile? file;
    private readonly StoryTeller? teller;
    private readonly PacketConclusions conclusions;
    private int? port;

    public PacketWatch(SeeingSettings seeing, DataSettings data, Endpoint endpoint, RunContext context)
    {
        this.context = context;
        isUdp = endpoint is UdpEndpoint;
        atInputEnd = data.Relay.Close == CloseMode.Reset ? InputEnd.KeepOpen : data.Relay.InputEnd;
        capture = PacketCapture.TryBegin(isUdp ? IPPacket.Udp : IPPacket.Tcp, seeing.PacketFile is null ? Keeping.Steps : Keeping.Packets, out var errno);
        try
        {
            file = seeing.PacketFile is { } path ? new PacketFile(path, capture is null ? Messages.Common.PacketsAreRebuilt : Messages.Common.PacketsAreReal) : null;
        }
        catch
        {
            capture?.Dispose();
            throw;
        }

        conclusions = new PacketConclusions(isUdp ? null : capture, context);
        teller = seeing.Explain ? new StoryTeller(context.Events, capture, context.Clock) : null;
        if (capture is null)
        {
            teller?.HasNoNumbers(errno);
        }
        else
        {
            capture.Received = teller is null ? null : teller.Look;
        }
    }

    private Action<CapturedPacket>? Writer => capture is null || file is null ? null : file.Write;

    /// <summary>Who watches the packets of a run; null where nobody asked for them.</summary>
    public static PacketWatch? For(SeeingSettings seeing, DataSettings data, Endpoint endpoint, RunContext context) =>
        seeing is { Explain: false, PacketFile: null } ? null : new PacketWatch(seeing, data, endpoint, context);

    /// <summary>Clients come to this address: whoever sends something there is looked at.</summary>
    public void Bound(BoundAddress address)
    {
        port = address.Port;
        if (capture is not null && port is not null)
        {
            capture.Began = flow => flow.Claim(Writer);
            capture.Watch(new FlowPattern(Remote: null, port));
        }
    }

    public void Resolved(string host, IReadOnlyList<string> addresses) => teller?.Resolved(host, addresses);

    public void Connecting(string address)
    {
        // The SYN goes next.
        if (!isUdp && IPEndPoint.TryParse(address, out var remote))
        {
            capture?.Watch(new FlowPattern(Place.Of(remote), LocalPort: null));
        }
    }

    public void Dialled(Socket socket, EndPoint to, int errno)
    {
        if (Flow.TryOf(socket, to) is { } flow)
        {
            capture?.Drain();
            capture?.Follow(flow).Claim(Writer);
            teller?.Dialled(flow, socket, errno);
        }
    }

    public void AttemptFailed(Failure failure)
    {
        capture?.Drain();
        teller?.Failed(failure);
    }

    public void Secured(string peer, TlsFacts facts) => teller?.Secured(peer, facts);

    public void Upgraded(string peer, string target, string protocol) => teller?.Upgraded(peer);

    public ISessionObserver Begin(ObservedSession session)
    {
        var socket = (session.Peer as ISocketBacked)?.Socket;
        var flow = socket?.ProtocolType is ProtocolType.Tcp ? Flow.TryOf(socket) : isUdp ? FlowOf(session.Peer) : null;
        var story = teller?.Begin(session, flow, socket);
        if (flow is not { } known)
        {
            if (file is not null)
            {
                context.Events.NoPackets(session.Number, session.Peer.Name);
            }

            return ObserverCatalog.Group([]);
        }

        LookOnlyAt(known);
        return ObserverCatalog.Group([story, Rebuilding(known, session.Part), new Ending(() => Conclude(known, story))]);
    }

    public Failure? Conclude()
    {
        conclusions.Wait();
        capture?.Drain();
        if (capture is { Dropped: > 0 and var dropped })
        {
            context.Events.PacketsDropped(dropped);
            file?.WriteDropped(dropped, context.Clock.GetUtcNow());
        }

        return file?.Failure;
    }

    public void Dispose()
    {
        capture?.Dispose();
        file?.Dispose();
    }

    private static Flow? FlowOf(IConnection peer) =>
        IPEndPoint.TryParse(peer.LocalNameOrNone(), out var local) && IPEndPoint.TryParse(peer.Name, out var remote) ? new Flow(Place.Of(local), Place.Of(remote)) : null;

    private void LookOnlyAt(Flow flow)
    {
        if (capture is null || port is not null)
        {
            return;
        }

        if (isUdp)
        {
            // Answers may come from elsewhere, as those of a group.
            capture.Began = one => one.Claim(Writer);
            capture.Watch(new FlowPattern(Remote: null, flow.Local.Port));
            return;
        }

        capture.Follow(flow).Claim(Writer);
        capture.Watch(new FlowPattern(flow.Remote, flow.Local.Port), insteadOf: new FlowPattern(flow.Remote, LocalPort: null));
    }

    private RebuiltSession? Rebuilding(Flow flow, PeerPart part)
    {
        if (file is null || capture is not null)
        {
            return null;
        }

        var packets = new RebuiltPackets(flow, isUdp ? IPPacket.Udp : IPPacket.Tcp, context.Clock, file.Write);
        packets.Open(part == PeerPart.Server ? PacketWay.ToPeer : PacketWay.FromPeer);
        return new RebuiltSession(packets, atInputEnd);
    }

    private void Conclude(Flow flow, TcpStory? story) => conclusions.Begin(flow, story, () =>
    {
        teller?.Forget(flow);
        capture?.Forget(flow);
    });

    /// <summary>Hears of a session's end.</summary>
    private sealed class Ending(Action conclude) : ISessionObserver
    {
        public void Ended(SessionEnd end, EndedBy by, Failure? failure) => conclude();
    }
}
