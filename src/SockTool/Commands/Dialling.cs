using SockTool.Catalogs;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>An address to dial, and how persistently.</summary>
internal sealed record Dialling(Endpoint Endpoint, SocketSettings Socket, RetrySettings Retry)
{
    // One for the whole run: it keeps what it has read from files.
    private IConnector? connector;

    /// <summary>The socket options to show of it; null for none, empty for all.</summary>
    public IReadOnlyList<string>? ShownOptions { get; init; }

    /// <summary>Reads the files that dialling needs.</summary>
    public ValueTask PrepareAsync(ITransportObserver observer, CancellationToken cancellation) => ConnectorFor(observer).PrepareAsync(cancellation);

    /// <param name="observer">Hears of it, and of nobody else who dials the same.</param>
    /// <param name="cancellation">Gives up.</param>
    public ValueTask<IConnection> ConnectAsync(ITransportObserver observer, CancellationToken cancellation) => Retry.Extra == 0
        ? ConnectorFor(observer).ConnectAsync(cancellation)
        : ConnectWithRetryAsync(ConnectorFor(observer), observer, cancellation);

    /// <summary>Tells of who was dialled. From here on what is sent is a session's, and is not to look whole if this process dies.</summary>
    public void Connected(IConnection dialled, EventLog events)
    {
        events.Connected(dialled);
        OptionTable.Show(ShownOptions, dialled, Socket, events);
        (dialled as IResettable)?.ResetUnlessEnded();
    }

    private IConnector ConnectorFor(ITransportObserver observer) =>
        (connector ??= TransportCatalog.ConnectorFor(Endpoint, Socket)).TellingTo(observer);

    // A method of its own: touching Polly costs its loading, which a plain connect must not pay.
    private ValueTask<IConnection> ConnectWithRetryAsync(IConnector connector, ITransportObserver observer, CancellationToken cancellation) =>
        TransportCatalog.WithRetry(connector, Retry, observer).ConnectAsync(cancellation);
}
