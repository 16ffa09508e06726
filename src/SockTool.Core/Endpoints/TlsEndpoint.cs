namespace SockTool.Core.Endpoints;

/// <summary>TLS over another endpoint: <c>tls://HOST:PORT</c>, <c>tls+unix:PATH</c>, each with what TLS is told as a query.</summary>
/// <param name="Carrier">A <see cref="TcpEndpoint"/>, a <see cref="UnixEndpoint"/> or a <see cref="DescriptorEndpoint"/>.</param>
/// <param name="Tls">What TLS is told.</param>
public sealed record TlsEndpoint(Endpoint Carrier, TlsParameters Tls) : Endpoint
{
    public override Endpoint Bottom => Carrier.Bottom;

    public override string ToString() => Tls.ToQuery() is { Length: > 0 } query ? $"{Address}?{query}" : Address;

    private string Address => Carrier is HostEndpoint host ? $"tls://{host.Authority}" : $"tls+{Carrier}";
}
