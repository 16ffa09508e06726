using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;

namespace SockTool.Commands;

/// <summary>An address to dial, and how persistently.</summary>
internal sealed record Dialling(Endpoint Endpoint, SocketSettings Socket, RetrySettings Retry)
{
    // Whoever dials hears only of what is done for him, at a connector that is one for the whole run: it keeps what it has read from files.
    private static readonly AsyncLocal<ITransportObserver?> Current = new();
    private IConnector? connector;

    /// <summary>The socket options to show of it; null for none, empty for all.</summary>
    public IReadOnlyList<string>? ShownOptions { get; init; }

    private IConnector Connector => connector ??= TransportCatalog.ConnectorFor(
        Endpoint, Socket with { Observer = new TransportObserverGroup(() => Current.Value is { } observer ? [observer] : []) });

    /// <summary>Reads the files that dialling needs.</summary>
    public async ValueTask PrepareAsync(ITransportObserver observer, CancellationToken cancellation)
    {
        Current.Value = observer;
        await Connector.PrepareAsync(cancellation);
    }

    /// <param name="observer">Hears of it, and of what the connection has to tell later.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<IConnection> ConnectAsync(ITransportObserver observer, CancellationToken cancellation)
    {
        Current.Value = observer;
        return Retry.Extra == 0 ? await Connector.ConnectAsync(cancellation) : await ConnectWithRetryAsync(observer, cancellation);
    }

    // A method of its own: touching Polly costs its loading, which a plain connect must not pay.
    private ValueTask<IConnection> ConnectWithRetryAsync(ITransportObserver observer, CancellationToken cancellation) =>
        TransportCatalog.WithRetry(Connector, Retry, observer).ConnectAsync(cancellation);
}
