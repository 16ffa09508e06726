using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;

namespace SockTool.Commands;

/// <summary>An address to dial, and how persistently.</summary>
internal sealed record Dialling(Endpoint Endpoint, SocketSettings Socket, RetrySettings Retry)
{
    private static readonly AsyncLocal<ITransportObserver?> Current = new();

    // One for the whole run: it keeps what it has read from files.
    private IConnector? connector;

    /// <summary>The socket options to show of it; null for none, empty for all.</summary>
    public IReadOnlyList<string>? ShownOptions { get; init; }

    /// <summary>From here on, what is done in the caller's flow is told to <paramref name="observer"/>, whoever else dials the same.</summary>
    public static void TellTo(ITransportObserver observer) => Current.Value = observer;

    /// <summary>Reads the files that dialling needs.</summary>
    public ValueTask PrepareAsync(ITransportObserver observer, CancellationToken cancellation) => ConnectorFor(observer).PrepareAsync(cancellation);

    /// <param name="observer">Hears of it, unless the flow has another one.</param>
    /// <param name="cancellation">Gives up.</param>
    public ValueTask<IConnection> ConnectAsync(ITransportObserver observer, CancellationToken cancellation) => Retry.Extra == 0
        ? ConnectorFor(observer).ConnectAsync(cancellation)
        : ConnectWithRetryAsync(ConnectorFor(observer), observer, cancellation);

    private IConnector ConnectorFor(ITransportObserver observer) =>
        connector ??= TransportCatalog.ConnectorFor(Endpoint, Socket with { Observer = new TransportObserverGroup(() => [Current.Value ?? observer]) });

    // A method of its own: touching Polly costs its loading, which a plain connect must not pay.
    private ValueTask<IConnection> ConnectWithRetryAsync(IConnector connector, ITransportObserver observer, CancellationToken cancellation) =>
        TransportCatalog.WithRetry(connector, Retry, observer).ConnectAsync(cancellation);
}
