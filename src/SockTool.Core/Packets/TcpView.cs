using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using SockTool.Core.Native;

namespace SockTool.Core.Packets;

/// <summary>What Linux says of a TCP connection to whoever holds its socket: struct tcp_info of linux/tcp.h, tcp(7).</summary>
/// <param name="State">The state.</param>
/// <param name="RoundTrip">Smoothed round-trip time.</param>
/// <param name="SegmentSize">The most data bytes that a segment of ours carries.</param>
public sealed record TcpView(TcpState State, TimeSpan RoundTrip, int SegmentSize)
{
    private const int Needed = 72;

    private const int TimestampsOn = 1;
    private const int SelectiveOn = 2;
    private const int ScaleOn = 4;
    private const int CongestionMarksOn = 8;

    /// <summary>RFC 7323 section 3.</summary>
    public bool Timestamps { get; init; }

    /// <summary>RFC 2018.</summary>
    public bool SelectiveAcknowledgement { get; init; }

    /// <summary>RFC 3168.</summary>
    public bool CongestionMarks { get; init; }

    /// <summary>How many bits the peer's windows are shifted, and ours (RFC 7323 section 2); null where they are not.</summary>
    public (int Theirs, int Ours)? Scale { get; init; }

    /// <summary>The algorithm's name, as <c>cubic</c>; empty where it is not told.</summary>
    public string CongestionControl { get; init; } = "";

    /// <summary>null where the system does not tell, or it is no TCP.</summary>
    public static TcpView? TryRead(Socket? socket)
    {
        if (!Platform.HasLinuxCalls || socket is null)
        {
            return null;
        }

        Span<byte> answer = stackalloc byte[Needed];
        Span<byte> name = stackalloc byte[TcpOption.LongestName];
        try
        {
            return socket is { ProtocolType: ProtocolType.Tcp } && socket.GetRawSocketOption(TcpOption.Level, TcpOption.Information, answer) == Needed
                ? Parse(answer) with { CongestionControl = Encoding.ASCII.GetString(name[..socket.GetRawSocketOption(TcpOption.Level, TcpOption.Congestion, name)]).TrimEnd('\0') }
                : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static TcpView Parse(ReadOnlySpan<byte> answer)
    {
        var options = answer[5];
        return new TcpView(
            TcpStateText.OfNumber(answer[0]),
            TimeSpan.FromMicroseconds(BinaryPrimitives.ReadUInt32LittleEndian(answer[68..])),
            (int)BinaryPrimitives.ReadUInt32LittleEndian(answer[16..]))
        {
            Timestamps = (options & TimestampsOn) != 0,
            SelectiveAcknowledgement = (options & SelectiveOn) != 0,
            CongestionMarks = (options & CongestionMarksOn) != 0,
            Scale = (options & ScaleOn) != 0 ? (answer[6] & 0xf, answer[6] >> 4) : null,
        };
    }
}
