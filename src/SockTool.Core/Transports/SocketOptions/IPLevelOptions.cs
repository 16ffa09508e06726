using static SockTool.Core.Transports.SocketOptions.SocketOptionKind;

namespace SockTool.Core.Transports.SocketOptions;

/// <summary>ip(7) and ipv6(7). On Linux a dual-stack socket takes both; an IPv4 socket takes only the first.</summary>
internal static class IPLevelOptions
{
    public static IReadOnlyList<SocketOptionEntry> All { get; } =
    [
        new("IP_BIND_ADDRESS_NO_PORT", ProtocolLevel.IPv4, Flag, Linux: 24),
        new("IP_DONTFRAG", ProtocolLevel.IPv4, Flag, MacOS: 28, Windows: 14),
        new("IP_FREEBIND", ProtocolLevel.IPv4, Flag, Linux: 15),
        new("IP_MINTTL", ProtocolLevel.IPv4, Number, Linux: 21),
        new("IP_MTU", ProtocolLevel.IPv4, Number, Linux: 14, Windows: 73) { IsReadOnly = true },
        new("IP_MTU_DISCOVER", ProtocolLevel.IPv4, Number, Linux: 10, Windows: 71),
        new("IP_MULTICAST_LOOP", ProtocolLevel.IPv4, Flag, Linux: 34, MacOS: 11, Windows: 11),
        new("IP_MULTICAST_TTL", ProtocolLevel.IPv4, Number, Linux: 33, MacOS: 10, Windows: 10),
        new("IP_RECVERR", ProtocolLevel.IPv4, Flag, Linux: 11),
        new("IP_TOS", ProtocolLevel.IPv4, Number, Linux: 1, MacOS: 3, Windows: 3),
        new("IP_TRANSPARENT", ProtocolLevel.IPv4, Flag, Linux: 19),
        new("IP_TTL", ProtocolLevel.IPv4, Number, Linux: 2, MacOS: 4, Windows: 4),
        new("IPV6_AUTOFLOWLABEL", ProtocolLevel.IPv6, Flag, Linux: 70),
        new("IPV6_DONTFRAG", ProtocolLevel.IPv6, Flag, Linux: 62, MacOS: 62, Windows: 14),
        new("IPV6_FREEBIND", ProtocolLevel.IPv6, Flag, Linux: 78),
        new("IPV6_MINHOPCOUNT", ProtocolLevel.IPv6, Number, Linux: 73),
        new("IPV6_MTU", ProtocolLevel.IPv6, Number, Linux: 24, Windows: 72),
        new("IPV6_MTU_DISCOVER", ProtocolLevel.IPv6, Number, Linux: 23, Windows: 71),
        new("IPV6_MULTICAST_HOPS", ProtocolLevel.IPv6, Number, Linux: 18, MacOS: 10, Windows: 10),
        new("IPV6_MULTICAST_LOOP", ProtocolLevel.IPv6, Flag, Linux: 19, MacOS: 11, Windows: 11),
        new("IPV6_RECVERR", ProtocolLevel.IPv6, Flag, Linux: 25),
        new("IPV6_TCLASS", ProtocolLevel.IPv6, Number, Linux: 67, MacOS: 36, Windows: 39),
        new("IPV6_TRANSPARENT", ProtocolLevel.IPv6, Flag, Linux: 75),
        new("IPV6_UNICAST_HOPS", ProtocolLevel.IPv6, Number, Linux: 16, MacOS: 4, Windows: 4),
        new("IPV6_V6ONLY", ProtocolLevel.IPv6, Flag, Linux: 26, MacOS: 27, Windows: 27),
    ];
}
