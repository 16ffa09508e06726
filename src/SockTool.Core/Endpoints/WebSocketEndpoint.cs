namespace SockTool.Core.Endpoints;

/// <summary>A WebSocket (RFC 6455 section 3): <c>ws://HOST:PORT/TARGET</c>, <c>wss://…</c>.</summary>
/// <param name="Carrier">A <see cref="TcpEndpoint"/>, or a <see cref="TlsEndpoint"/> over one.</param>
/// <param name="Target">The request's target: a path from its <c>/</c>, with its query; all of it printable ASCII.</param>
public sealed record WebSocketEndpoint(Endpoint Carrier, string Target) : Endpoint
{
    public const int UsualPort = 80;
    public const int UsualSecurePort = 443;

    /// <summary>The host and port under it all.</summary>
    public HostEndpoint At => (HostEndpoint)Bottom;

    public override Endpoint Bottom => Carrier.Bottom;

    /// <summary>A WebSocket's query is the server's, and its fragment nobody's (RFC 6455 section 3): what TLS is told stands there.</summary>
    public override string ToString() => Carrier is not TlsEndpoint { Tls: var tls } ? $"ws://{At.Authority}{Target}"
        : tls.ToQuery() is { Length: > 0 } query ? $"wss://{At.Authority}{Target}#{query}"
        : $"wss://{At.Authority}{Target}";
}
