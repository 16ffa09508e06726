using System.Buffers.Binary;
using System.Net.Sockets;

namespace SockTool.Core.Native;

/// <summary>What Linux tells of a TCP connection: struct tcp_info of linux/tcp.h, by getsockopt(TCP_INFO), tcp(7).</summary>
/// <param name="State">1 is ESTABLISHED, 7 is CLOSE (net/tcp_states.h).</param>
/// <param name="RoundTripMicroseconds">Smoothed round-trip time.</param>
/// <param name="Retransmits">Segments sent again since the start.</param>
/// <param name="CongestionWindow">In segments.</param>
/// <param name="BytesAcknowledged">RFC 4898 tcpEStatsAppHCThruOctetsAcked: sequence space, SYN and FIN count one each.</param>
public sealed record TcpInfo(int State, long RoundTripMicroseconds, long Retransmits, long CongestionWindow, long BytesAcknowledged)
{
    private const int Length = 136;
    private const int Closed = 7;

    public bool IsClosed => State == Closed;

    /// <summary>The kernel's view of <paramref name="socket"/>; null where it is not TCP or the system does not tell.</summary>
    public static TcpInfo? TryRead(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (!Platform.HasLinuxCalls || socket.ProtocolType != ProtocolType.Tcp)
        {
            return null;
        }

        Span<byte> answer = stackalloc byte[Length];
        try
        {
            return socket.GetRawSocketOption(TcpOption.Level, TcpOption.Information, answer) == Length ? Parse(answer) : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static TcpInfo Parse(ReadOnlySpan<byte> answer) => new(
        answer[0],
        BinaryPrimitives.ReadUInt32LittleEndian(answer[68..]),
        BinaryPrimitives.ReadUInt32LittleEndian(answer[100..]),
        BinaryPrimitives.ReadUInt32LittleEndian(answer[80..]),
        BinaryPrimitives.ReadInt64LittleEndian(answer[120..]));
}
