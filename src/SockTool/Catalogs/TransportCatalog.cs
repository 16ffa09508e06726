using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Access;
using SockTool.Core.Transports.Children;
using SockTool.Core.Transports.Datagrams;
using SockTool.Core.Transports.Inherited;
using SockTool.Core.Transports.Proxies;
using SockTool.Core.Transports.Tls;
using SockTool.Core.Transports.WebSockets;

namespace SockTool.Catalogs;

/// <summary>Every transport there is: one line each way.</summary>
internal static class TransportCatalog
{
    public static IConnector ConnectorFor(Endpoint endpoint, SocketSettings settings) => endpoint switch
    {
        TcpEndpoint tcp when settings.Proxies.Count > 0 => ThroughProxies(tcp, settings),
        TcpEndpoint tcp => new TcpConnector(tcp, settings),
        UnixEndpoint unix => new UnixConnector(unix, settings),
        DescriptorEndpoint descriptor => new InheritedConnector(descriptor, settings),
        TlsEndpoint tls => new TlsConnector(ConnectorFor(tls.Carrier, settings.ForCarrier()), tls, settings),
        WebSocketEndpoint socket => new WebSocketConnector(ConnectorFor(socket.Carrier, settings.ForCarrier()), socket, settings),
        UdpEndpoint udp => new UdpConnector(udp, settings),
        ExecEndpoint exec => new ChildConnector(exec, settings),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
    };

    /// <summary>The same, trying again what may work later.</summary>
    public static IConnector WithRetry(IConnector connector, RetrySettings settings, ITransportObserver observer) =>
        new RetryConnector(connector, settings, observer);

    public static IBinder BinderFor(Endpoint endpoint, SocketSettings settings) => endpoint switch
    {
        TlsEndpoint tls => new TlsBinder(BinderFor(tls.Carrier, settings.ForCarrier()), tls, settings),
        WebSocketEndpoint socket => new WebSocketBinder(BinderFor(socket.Carrier, settings.ForCarrier()), socket, settings),
        UdpEndpoint udp => new UdpBinder(udp, settings), // asks about each sender itself
        _ when settings.Admission is { } admission => new GuardedBinder(inner => StreamBinderFor(endpoint, inner), admission, settings),
        _ => StreamBinderFor(endpoint, settings),
    };

    /// <summary>What accepts with accept(2), under all layers. It lets in everybody: <see cref="BinderFor"/> guards it.</summary>
    private static IBinder StreamBinderFor(Endpoint endpoint, SocketSettings settings) => endpoint switch
    {
        TcpEndpoint tcp => new TcpBinder(tcp, settings),
        UnixEndpoint unix => new UnixBinder(unix, settings),
        DescriptorEndpoint descriptor => new InheritedBinder(descriptor, settings),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
    };

    /// <summary>The nearest proxy is dialled; each opens the way to the next, and only the last knows the end of it.</summary>
    private static IConnector ThroughProxies(TcpEndpoint target, SocketSettings settings)
    {
        var onTheWay = settings.ForCarrier();
        IConnector way = new TcpConnector(settings.Proxies[0].At, onTheWay);
        foreach (var (proxy, next) in settings.Proxies.Zip(settings.Proxies.Skip(1)))
        {
            way = ThroughProxy(way, new ProxyHop(proxy, next.At), onTheWay);
        }

        return ThroughProxy(way, new ProxyHop(settings.Proxies[^1], target), settings);
    }

    private static IConnector ThroughProxy(IConnector way, ProxyHop hop, SocketSettings settings) => hop.Proxy.Protocol switch
    {
        ProxyProtocol.Socks5 => new Socks5Connector(way, hop, settings),
        ProxyProtocol.Socks4 => new Socks4Connector(way, hop, settings),
        _ => new HttpConnectConnector(way, hop, settings),
    };
}
