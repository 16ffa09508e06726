using SockTool.Core.Endpoints;
using SockTool.Core.Transports;

namespace SockTool.Catalogs;

/// <summary>Every transport there is: one line each way.</summary>
internal static class TransportCatalog
{
    public static IConnector ConnectorFor(Endpoint endpoint, SocketSettings settings) => endpoint switch
    {
        TcpEndpoint tcp => new TcpConnector(tcp, settings),
        UnixEndpoint unix => new UnixConnector(unix, settings),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
    };

    /// <summary>The same, trying again what may work later.</summary>
    public static IConnector WithRetry(IConnector connector, RetrySettings settings, ITransportObserver observer) =>
        new RetryConnector(connector, settings, observer);

    public static IBinder BinderFor(Endpoint endpoint, SocketSettings settings) => endpoint switch
    {
        TcpEndpoint tcp => new TcpBinder(tcp, settings),
        UnixEndpoint unix => new UnixBinder(unix, settings),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint)),
    };
}
