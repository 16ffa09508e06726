using static SockTool.Core.Transports.SocketOptions.SocketOptionKind;

namespace SockTool.Core.Transports.SocketOptions;

/// <summary>tcp(7). TCP_KEEPIDLE is called TCP_KEEPALIVE in the headers of macOS and Windows; the meaning is the same, in seconds.</summary>
internal static class TcpLevelOptions
{
    public static IReadOnlyList<SocketOptionEntry> All { get; } =
    [
        new("TCP_CONGESTION", ProtocolLevel.Tcp, Text, Linux: 13),
        new("TCP_CONNECTIONTIMEOUT", ProtocolLevel.Tcp, Number, MacOS: 0x20),
        new("TCP_CORK", ProtocolLevel.Tcp, Flag, Linux: 3),
        new("TCP_DEFER_ACCEPT", ProtocolLevel.Tcp, Number, Linux: 9),
        new("TCP_FASTOPEN", ProtocolLevel.Tcp, Number, Linux: 23, MacOS: 0x105, Windows: 15),
        new("TCP_FASTOPEN_CONNECT", ProtocolLevel.Tcp, Flag, Linux: 30),
        new("TCP_KEEPCNT", ProtocolLevel.Tcp, Number, Linux: 6, MacOS: 0x102, Windows: 16),
        new("TCP_KEEPIDLE", ProtocolLevel.Tcp, Number, Linux: 4, MacOS: 0x10, Windows: 3),
        new("TCP_KEEPINTVL", ProtocolLevel.Tcp, Number, Linux: 5, MacOS: 0x101, Windows: 17),
        new("TCP_LINGER2", ProtocolLevel.Tcp, Number, Linux: 8),
        new("TCP_MAXRT", ProtocolLevel.Tcp, Number, Windows: 5),
        new("TCP_MAXSEG", ProtocolLevel.Tcp, Number, Linux: 2, MacOS: 0x02, Windows: 4),
        new("TCP_NODELAY", ProtocolLevel.Tcp, Flag, Linux: 1, MacOS: 0x01, Windows: 1),
        new("TCP_NOPUSH", ProtocolLevel.Tcp, Flag, MacOS: 0x04),
        new("TCP_NOTSENT_LOWAT", ProtocolLevel.Tcp, Number, Linux: 25, MacOS: 0x201),
        new("TCP_QUICKACK", ProtocolLevel.Tcp, Flag, Linux: 12),
        new("TCP_SYNCNT", ProtocolLevel.Tcp, Number, Linux: 7),
        new("TCP_THIN_LINEAR_TIMEOUTS", ProtocolLevel.Tcp, Flag, Linux: 16),
        new("TCP_USER_TIMEOUT", ProtocolLevel.Tcp, Number, Linux: 18),
        new("TCP_WINDOW_CLAMP", ProtocolLevel.Tcp, Number, Linux: 10),
    ];
}
