namespace SockTool.Core.Endpoints;

/// <summary>A TCP host and port.</summary>
public sealed record TcpEndpoint(string Host, int Port) : HostEndpoint(Host, Port)
{
    /// <summary><c>host:port</c>, <c>[v6]:port</c>; with <c>tcp://</c> before it only where a host named <c>unix</c> would be mistaken.</summary>
    public override string ToString() => EndpointScheme.Of(Authority) is null ? Authority : $"tcp://{Authority}";
}
