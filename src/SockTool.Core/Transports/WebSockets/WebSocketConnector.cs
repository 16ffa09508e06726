using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>Opens a WebSocket over what <paramref name="inner"/> dials (RFC 6455 section 4.1).</summary>
public sealed class WebSocketConnector(IConnector inner, WebSocketEndpoint endpoint, SocketSettings settings) : IConnector
{
    public IConnector TellingTo(ITransportObserver observer) => new WebSocketConnector(inner.TellingTo(observer), endpoint, settings with { Observer = observer });

    public ValueTask PrepareAsync(CancellationToken cancellation) => inner.PrepareAsync(cancellation);

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var carrier = await inner.ConnectAsync(cancellation);
        try
        {
            return await Handshakes.RunAsync(c => UpgradeAsync(carrier, c), FailureKind.UpgradeRefused, carrier.Name, settings, cancellation);
        }
        catch
        {
            await carrier.DisposeAsync();
            throw;
        }
    }

    private async ValueTask<IConnection> UpgradeAsync(IConnection carrier, CancellationToken cancellation)
    {
        var request = new UpgradeRequest(endpoint, settings.WebSocket);
        var bytes = request.ToBytes();
        await carrier.WriteAsync(bytes, cancellation);
        var answer = await HttpHead.ReadAsync(carrier, FailureKind.UpgradeRefused, cancellation, HttpHead.Answer);
        if (request.ProblemWith(answer) is { } problem)
        {
            throw problem.At(carrier);
        }

        settings.Observer.Upgraded(carrier.Name, endpoint.Target, answer.Only(UpgradeText.Protocol) ?? "");
        return new WebSocketConnection(carrier, WebSocketSide.Client, bytes.Length, settings);
    }
}
