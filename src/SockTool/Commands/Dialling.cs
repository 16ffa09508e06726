using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;

namespace SockTool.Commands;

/// <summary>An address to dial, and how persistently.</summary>
internal sealed record Dialling(Endpoint Endpoint, SocketSettings Socket, RetrySettings Retry)
{
    public ValueTask<IConnection> ConnectAsync(ITransportObserver observer, CancellationToken cancellation)
    {
        var connector = TransportCatalog.ConnectorFor(Endpoint, Socket with { Observer = observer });
        return Retry.Extra == 0 ? connector.ConnectAsync(cancellation) : ConnectWithRetryAsync(connector, observer, cancellation);
    }

    // A method of its own: touching Polly costs its loading, which a plain connect must not pay.
    private ValueTask<IConnection> ConnectWithRetryAsync(IConnector connector, ITransportObserver observer, CancellationToken cancellation) =>
        TransportCatalog.WithRetry(connector, Retry, observer).ConnectAsync(cancellation);
}
