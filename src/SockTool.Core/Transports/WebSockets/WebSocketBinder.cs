using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>Makes WebSockets of whoever comes to what <paramref name="inner"/> binds (RFC 6455 section 4.2).</summary>
public sealed class WebSocketBinder(IBinder inner, WebSocketEndpoint endpoint, SocketSettings settings) : IBinder
{
    public async ValueTask<IListener> BindAsync(CancellationToken cancellation)
    {
        var listener = await inner.BindAsync(cancellation);
        var at = new TcpEndpoint(listener.Address.Host, listener.Address.Port ?? 0);
        var name = endpoint with { Carrier = endpoint.Carrier is TlsEndpoint ? new TlsEndpoint(at, new TlsParameters { Pins = listener.Address.Pin }) : at };
        return new HandshakeListener(listener, listener.Address with { Name = name.ToString() }, settings, ShakeAsync);
    }

    private ValueTask<IConnection> ShakeAsync(IConnection carrier, CancellationToken cancellation) =>
        Handshakes.RunAsync(c => UpgradeAsync(carrier, c), FailureKind.UpgradeRefused, carrier.Name, settings, cancellation);

    private async ValueTask<IConnection> UpgradeAsync(IConnection carrier, CancellationToken cancellation)
    {
        var answer = await AnswerAsync(carrier, cancellation);
        var bytes = answer.ToBytes();
        await carrier.WriteAsync(bytes, cancellation);
        if (answer.Problem is not null)
        {
            throw answer.Problem.At(carrier);
        }

        settings.Observer.Upgraded(carrier.Name, answer.Target, answer.Protocol);
        return new WebSocketConnection(carrier, WebSocketSide.Server, bytes.Length, settings);
    }

    private async ValueTask<UpgradeAnswer> AnswerAsync(IConnection carrier, CancellationToken cancellation)
    {
        try
        {
            return UpgradeAnswer.To(await HttpHead.ReadAsync(carrier, FailureKind.UpgradeRefused, cancellation), endpoint, settings.WebSocket);
        }
        catch (FailureException failed) when (failed.Failure.Problem is HandshakeProblem.Malformed or HandshakeProblem.TooLong or HandshakeProblem.TooManyLines)
        {
            return UpgradeAnswer.To(new UpgradeProblem(failed.Failure.Problem, failed.Failure.Expected, failed.Failure.Found));
        }
    }
}
