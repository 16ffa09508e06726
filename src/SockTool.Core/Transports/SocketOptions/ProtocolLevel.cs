namespace SockTool.Core.Transports.SocketOptions;

/// <summary>The protocol that an option belongs to.</summary>
public enum ProtocolLevel
{
    /// <summary>SOL_SOCKET.</summary>
    Socket,

    /// <summary>IPPROTO_TCP.</summary>
    Tcp,

    /// <summary>IPPROTO_IP.</summary>
    IPv4,

    /// <summary>IPPROTO_IPV6.</summary>
    IPv6,
}
