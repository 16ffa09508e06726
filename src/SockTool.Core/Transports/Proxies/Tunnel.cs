using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Proxies;

/// <summary>Asks a proxy for a way to the target. What comes of it is the carrier itself, called after both.</summary>
internal static class Tunnel
{
    public static async ValueTask<IConnection> OpenAsync(
        IConnector inner, ProxyHop hop, SocketSettings settings, Func<ProxyTalk, CancellationToken, ValueTask> ask, CancellationToken cancellation)
    {
        return (await TryOpenAsync(inner, hop, settings, AskAsync, cancellation))!;

        async ValueTask<bool> AskAsync(ProxyTalk talk, CancellationToken c)
        {
            await ask(talk, c);
            return true;
        }
    }

    /// <summary>null where <paramref name="ask"/> says false: the proxy is to be asked again, on a connection of its own.</summary>
    public static async ValueTask<IConnection?> TryOpenAsync(
        IConnector inner, ProxyHop hop, SocketSettings settings, Func<ProxyTalk, CancellationToken, ValueTask<bool>> ask, CancellationToken cancellation)
    {
        hop.Check();
        var carrier = await ReachAsync(inner, hop, cancellation);
        var isOpen = false;
        try
        {
            var talk = new ProxyTalk(carrier, hop);
            isOpen = await Handshakes.RunAsync(c => ask(talk, c), FailureKind.ProxyFailed, talk.Name, settings, cancellation);
            if (isOpen)
            {
                (carrier as IPrefaced)?.BeginSession(settings.Limits, talk.Sent);
                (carrier as INameable)?.CallIt($"{hop.Target} via {hop.Proxy}");
                settings.Observer.Tunnelled(hop.Proxy.ToString(), hop.Target.ToString());
            }
        }
        finally
        {
            if (!isOpen)
            {
                await carrier.DisposeAsync();
            }
        }

        return isOpen ? carrier : null;
    }

    /// <summary>Who cannot be reached is told to be the proxy; one that is there and resets has failed as one.</summary>
    private static async ValueTask<IConnection> ReachAsync(IConnector inner, ProxyHop hop, CancellationToken cancellation)
    {
        try
        {
            return await inner.ConnectAsync(cancellation);
        }
        catch (FailureException failed) when (failed.Failure is { Problem: HandshakeProblem.None, Operation: Operation.Connect or Operation.Resolve } unreached)
        {
            throw unreached.Kind == FailureKind.Reset
                ? new FailureException(hop.Failed(HandshakeProblem.ClosedEarly).Failure with { Errno = unreached.Errno })
                : new FailureException(unreached with { Problem = HandshakeProblem.ProxyUnreached, Expected = hop.Proxy.ToString() });
        }
    }
}
