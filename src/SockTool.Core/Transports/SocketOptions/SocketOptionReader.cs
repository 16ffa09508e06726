using System.Net.Sockets;

namespace SockTool.Core.Transports.SocketOptions;

/// <summary>What is in force on a socket, getsockopt(2), written as the user would set it.</summary>
public static class SocketOptionReader
{
    /// <summary>Longer than any value this version knows of; raw ones included.</summary>
    private const int LongestValue = 256;

    /// <summary>The option's value: <c>on</c>, <c>212992</c>, <c>5</c>, <c>cubic</c>; null when this socket or this system does not have the option.</summary>
    public static string? Read(Socket socket, SocketOptionEntry entry) =>
        entry.Number is { } number && Get(socket, entry.LevelNumber, number, LengthOf(entry.Kind)) is { } bytes
            ? SocketOptionValue.Decode(entry.Kind, bytes)
            : null;

    /// <summary>The value in force where <paramref name="setting"/> was asked for; a raw one in the form it was asked in.</summary>
    public static string? Read(Socket socket, SocketOptionSetting setting) =>
        setting.Entry is { } entry ? Read(socket, entry)
            : Get(socket, setting.Level, setting.Number, setting.Value.Length) is not { } bytes ? null
            : SocketOptionValue.IsHex(setting.Asked) ? $"0x{Convert.ToHexString(bytes)}"
            : SocketOptionValue.Decode(SocketOptionKind.Number, bytes);

    private static int LengthOf(SocketOptionKind kind) => kind switch
    {
        SocketOptionKind.Text => LongestValue,
        SocketOptionKind.Linger => OperatingSystem.IsWindows() ? 2 * sizeof(ushort) : 2 * sizeof(int),
        _ => sizeof(int),
    };

    private static byte[]? Get(Socket socket, int level, int number, int length)
    {
        var buffer = new byte[length];
        try
        {
            return buffer[..socket.GetRawSocketOption(level, number, buffer)];
        }
        catch (SocketException refusal) when (MeansAbsent(refusal.SocketErrorCode))
        {
            return null;
        }
    }

    /// <summary>ENOPROTOOPT; EOPNOTSUPP for TCP options on a Unix socket; EINVAL; ENOTCONN for IP_MTU before connect, ip(7).</summary>
    private static bool MeansAbsent(SocketError error) => error is
        SocketError.ProtocolOption or SocketError.OperationNotSupported or SocketError.InvalidArgument or SocketError.NotConnected;
}
