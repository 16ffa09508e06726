using System.Net.Sockets;
using System.Text;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Proxies;

/// <summary>Dials through a SOCKS 4 proxy; names are sent as SOCKS 4A has it (openssh.com/txt/socks4.protocol and socks4a.protocol).</summary>
public sealed class Socks4Connector(IConnector inner, ProxyHop hop, SocketSettings settings) : IConnector
{
    private const byte Version = 4;
    private const byte Connect = 1;
    private const byte Granted = 90;
    private const int ReplyLength = 8;

    // An address that no host has: a name follows.
    private static readonly byte[] NameFollows = [0, 0, 0, 1];

    public IConnector TellingTo(ITransportObserver observer) => new Socks4Connector(inner.TellingTo(observer), hop, settings with { Observer = observer });

    public ValueTask PrepareAsync(CancellationToken cancellation) => inner.PrepareAsync(cancellation);

    public ValueTask<IConnection> ConnectAsync(CancellationToken cancellation) => hop.Address() is { AddressFamily: AddressFamily.InterNetworkV6 }
        ? throw hop.Failed(HandshakeProblem.TargetOfIPv6)
        : Tunnel.OpenAsync(inner, hop, settings, AskAsync, cancellation);

    private async ValueTask AskAsync(ProxyTalk talk, CancellationToken cancellation)
    {
        var user = Encoding.UTF8.GetBytes(hop.Proxy.User ?? "");
        byte[] target = hop.Address() is { } four ? [.. four.GetAddressBytes(), .. user, 0] : [.. NameFollows, .. user, 0, .. hop.Name(), 0];
        await talk.WriteAsync((byte[])[Version, Connect, .. hop.Port(), .. target], cancellation);
        var reply = await talk.HearAsync(ReplyLength, cancellation);
        if (reply is not [0, Granted, ..])
        {
            throw reply is [0, var code, ..] ? hop.Failed(HandshakeProblem.Socks4Refused, code) : talk.Malformed(reply);
        }
    }
}
