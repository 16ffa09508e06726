using System.Net;
using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>
/// BBR spaces its segments in time by a timer (draft-ietf-ccwg-bbr, pacing), to keep queues of routers short. Between two
/// sockets of one machine there is no router, and what the timers and wakeups cost is two thirds of the throughput. There
/// Reno takes its place, which every kernel has and which any user may choose where no administrator forbids it. What the user has
/// asked for stays.
/// </summary>
internal static class Pacing
{
    /// <summary>For a socket before connect(2) or listen(2): one that has begun to pace keeps its timers, at a higher rate.</summary>
    /// <param name="socket">Not connected.</param>
    /// <param name="settings">What the user has asked for.</param>
    /// <param name="at">Where it is about to connect or to listen. At a loopback address there are none but neighbours.</param>
    public static void LiftBefore(Socket socket, SocketSettings settings, IPEndPoint at)
    {
        if (IPAddress.IsLoopback(at.Address) && IsOurs(socket, settings))
        {
            Lift(socket);
        }
    }

    /// <summary>For a connected socket whose both addresses are the same, or whose peer's is a loopback address.</summary>
    public static void LiftBetweenNeighbours(Socket socket, SocketSettings settings)
    {
        try
        {
            if (IsOurs(socket, settings) && AreNeighbours(socket.LocalEndPoint, socket.RemoteEndPoint))
            {
                Lift(socket);
            }
        }
        catch (SocketException)
        {
            // The peer has reset already: it has no name any more.
        }
    }

    private static bool IsOurs(Socket socket, SocketSettings settings)
    {
        Span<byte> name = stackalloc byte[TcpOption.LongestName];
        return Platform.HasLinuxCalls
            && settings.Options.All(option => (option.Level, option.Number) != (TcpOption.Level, TcpOption.Congestion))
            && name[..TcpOption.GetCongestion((int)socket.Handle, name)].StartsWith("bbr"u8);
    }

    private static bool AreNeighbours(EndPoint? here, EndPoint? there) =>
        (here, there) is (IPEndPoint { Address: var own }, IPEndPoint { Address: var other })
        && (own.Equals(other) || IPAddress.IsLoopback(other.IsIPv4MappedToIPv6 ? other.MapToIPv4() : other));

    private static void Lift(Socket socket) => TcpOption.SetCongestion((int)socket.Handle, "reno"u8);
}
