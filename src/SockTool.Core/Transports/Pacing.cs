using System.Net;
using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>
/// BBR spaces its segments in time by a timer (draft-ietf-ccwg-bbr, pacing), to keep queues of routers short. Between two
/// sockets of one machine there is no router, and what the timers and wakeups cost is two thirds of the throughput.
/// </summary>
internal static class Pacing
{
    // netinet/tcp.h: at level IPPROTO_TCP, TCP_CONGESTION, a name of less than 16 bytes; tcp(7).
    private const int TcpLevel = 6;
    private const int Congestion = 13;
    private const int LongestName = 16;

    /// <summary>
    /// Lets a connection that stays on this machine go unpaced, by Reno, which every kernel has and every user may choose. What
    /// the user has asked for stays. Best done before connect(2): of a connection that stands already, a part of it remains.
    /// </summary>
    /// <param name="dialled">Where it is about to connect to; null for one that is connected.</param>
    public static void LiftOnThisMachine(Socket socket, SocketSettings settings, IPEndPoint? dialled = null)
    {
        try
        {
            if (!IsChosen(settings) && IsPaced(socket) && IsHere(dialled ?? socket.RemoteEndPoint, socket.LocalEndPoint))
            {
                socket.SetRawSocketOption(TcpLevel, Congestion, "reno"u8);
            }
        }
        catch (SocketException)
        {
            // The peer has reset already, or the system will not have it: it is only slower.
        }
    }

    private static bool IsChosen(SocketSettings settings) => settings.Options.Any(option => (option.Level, option.Number) == (TcpLevel, Congestion));

    private static bool IsPaced(Socket socket)
    {
        Span<byte> name = stackalloc byte[LongestName];
        return Platform.HasLinuxCalls && socket.ProtocolType == ProtocolType.Tcp
            && name[..socket.GetRawSocketOption(TcpLevel, Congestion, name)].StartsWith("bbr"u8);
    }

    private static bool IsHere(EndPoint? peer, EndPoint? own) =>
        peer is IPEndPoint there && (IPAddress.IsLoopback(there.Address) || there.Address.Equals((own as IPEndPoint)?.Address));
}
