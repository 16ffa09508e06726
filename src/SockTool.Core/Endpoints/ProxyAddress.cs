namespace SockTool.Core.Endpoints;

/// <summary>What a proxy speaks.</summary>
public enum ProxyProtocol
{
    /// <summary>RFC 1928.</summary>
    Socks5,

    /// <summary>SOCKS 4 with names resolved by the proxy (4A).</summary>
    Socks4,

    /// <summary>HTTP CONNECT (RFC 9110 section 9.3.6).</summary>
    Http,
}

/// <summary>A proxy to dial through.</summary>
/// <param name="Protocol">What it speaks.</param>
/// <param name="At">Where it is.</param>
/// <param name="User">The name to give there; null for none.</param>
public sealed record ProxyAddress(ProxyProtocol Protocol, TcpEndpoint At, string? User)
{
    /// <summary>As it is typed.</summary>
    public override string ToString() => $"{Scheme}://{(User is null ? "" : $"{Uri.EscapeDataString(User)}@")}{At.Authority}";

    private string Scheme => Protocol switch
    {
        ProxyProtocol.Socks5 => "socks5",
        ProxyProtocol.Socks4 => "socks4",
        _ => "http",
    };
}
