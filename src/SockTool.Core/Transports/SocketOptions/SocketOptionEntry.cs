namespace SockTool.Core.Transports.SocketOptions;

/// <summary>One option of setsockopt(2): its name in the manual pages, and its number on each system that has it.</summary>
/// <param name="Name">With prefix and in capitals: <c>SO_RCVBUF</c>.</param>
/// <param name="Level">The protocol it belongs to.</param>
/// <param name="Kind">How its value is written.</param>
/// <param name="Linux">asm-generic/socket.h, linux/tcp.h, linux/in.h, linux/in6.h; the same on every architecture .NET runs on.</param>
/// <param name="MacOS">XNU: sys/socket.h, netinet/tcp.h, netinet/in.h, netinet6/in6.h.</param>
/// <param name="Windows">Winsock: ws2def.h, ws2ipdef.h, mstcpip.h.</param>
public sealed record SocketOptionEntry(
    string Name,
    ProtocolLevel Level,
    SocketOptionKind Kind,
    int? Linux = null,
    int? MacOS = null,
    int? Windows = null)
{
    /// <summary>Whether it can only be read, with getsockopt(2).</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Without prefix, in lower case: <c>rcvbuf</c>.</summary>
    public string ShortName => Name[(Name.IndexOf('_', StringComparison.Ordinal) + 1)..].ToLowerInvariant();

    /// <summary>The option's number on this system; null where the system has no such option.</summary>
    public int? Number =>
        OperatingSystem.IsLinux() ? Linux
        : OperatingSystem.IsMacOS() ? MacOS
        : OperatingSystem.IsWindows() ? Windows
        : null;

    /// <summary>The level's number on this system: only SOL_SOCKET differs.</summary>
    public int LevelNumber => Level switch
    {
        ProtocolLevel.Socket => OperatingSystem.IsLinux() ? 1 : 0xFFFF,
        ProtocolLevel.Tcp => 6,
        ProtocolLevel.IPv6 => 41,
        _ => 0,
    };
}
