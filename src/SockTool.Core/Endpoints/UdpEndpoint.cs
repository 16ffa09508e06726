namespace SockTool.Core.Endpoints;

/// <summary>A UDP host and port (RFC 768).</summary>
public sealed record UdpEndpoint(string Host, int Port) : HostEndpoint(Host, Port)
{
    public override string ToString() => $"udp://{Authority}";
}
