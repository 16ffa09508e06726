using static SockTool.Core.Transports.SocketOptions.SocketOptionKind;

namespace SockTool.Core.Transports.SocketOptions;

/// <summary>socket(7).</summary>
internal static class SocketLevelOptions
{
    /// <summary>
    /// SO_ERROR is left out: reading it clears it. SO_LINGER of macOS is SO_LINGER_SEC, the one that counts seconds
    /// (0x0080 counts clock ticks). Winsock has SO_RCVLOWAT and SO_SNDLOWAT by name only.
    /// </summary>
    public static IReadOnlyList<SocketOptionEntry> All { get; } =
    [
        new("SO_ACCEPTCONN", ProtocolLevel.Socket, Flag, Linux: 30, MacOS: 0x0002, Windows: 0x0002) { IsReadOnly = true },
        new("SO_BINDTODEVICE", ProtocolLevel.Socket, Text, Linux: 25),
        new("SO_BROADCAST", ProtocolLevel.Socket, Flag, Linux: 6, MacOS: 0x0020, Windows: 0x0020),
        new("SO_BUSY_POLL", ProtocolLevel.Socket, Number, Linux: 46),
        new("SO_DEBUG", ProtocolLevel.Socket, Flag, Linux: 1, MacOS: 0x0001, Windows: 0x0001),
        new("SO_DONTROUTE", ProtocolLevel.Socket, Flag, Linux: 5, MacOS: 0x0010, Windows: 0x0010),
        new("SO_EXCLUSIVEADDRUSE", ProtocolLevel.Socket, Flag, Windows: ~0x0004),
        new("SO_INCOMING_CPU", ProtocolLevel.Socket, Number, Linux: 49),
        new("SO_KEEPALIVE", ProtocolLevel.Socket, Flag, Linux: 9, MacOS: 0x0008, Windows: 0x0008),
        new("SO_LINGER", ProtocolLevel.Socket, Linger, Linux: 13, MacOS: 0x1080, Windows: 0x0080),
        new("SO_MARK", ProtocolLevel.Socket, Number, Linux: 36),
        new("SO_MAX_PACING_RATE", ProtocolLevel.Socket, Rate, Linux: 47),
        new("SO_NOSIGPIPE", ProtocolLevel.Socket, Flag, MacOS: 0x1022),
        new("SO_OOBINLINE", ProtocolLevel.Socket, Flag, Linux: 10, MacOS: 0x0100, Windows: 0x0100),
        new("SO_PREFER_BUSY_POLL", ProtocolLevel.Socket, Flag, Linux: 69),
        new("SO_PRIORITY", ProtocolLevel.Socket, Number, Linux: 12),
        new("SO_RCVBUF", ProtocolLevel.Socket, Number, Linux: 8, MacOS: 0x1002, Windows: 0x1002),
        new("SO_RCVBUFFORCE", ProtocolLevel.Socket, Number, Linux: 33),
        new("SO_RCVLOWAT", ProtocolLevel.Socket, Number, Linux: 18, MacOS: 0x1004),
        new("SO_REUSEADDR", ProtocolLevel.Socket, Flag, Linux: 2, MacOS: 0x0004, Windows: 0x0004),
        new("SO_REUSEPORT", ProtocolLevel.Socket, Flag, Linux: 15, MacOS: 0x0200),
        new("SO_SNDBUF", ProtocolLevel.Socket, Number, Linux: 7, MacOS: 0x1001, Windows: 0x1001),
        new("SO_SNDBUFFORCE", ProtocolLevel.Socket, Number, Linux: 32),
        new("SO_SNDLOWAT", ProtocolLevel.Socket, Number, Linux: 19, MacOS: 0x1003),
        new("SO_TYPE", ProtocolLevel.Socket, Number, Linux: 3, MacOS: 0x1008, Windows: 0x1008) { IsReadOnly = true },
        new("SO_ZEROCOPY", ProtocolLevel.Socket, Flag, Linux: 60),
    ];
}
