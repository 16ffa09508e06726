using System.Net;
using System.Net.Sockets;

namespace SockTool.Core.Connections;

/// <summary>How socket addresses are written for people: getsockname(2), getpeername(2), v4-in-v6 shown as v4.</summary>
public static class SocketNames
{
    public static string Of(EndPoint? address) => address switch
    {
        IPEndPoint ip when ip.Address.IsIPv4MappedToIPv6 => new IPEndPoint(ip.Address.MapToIPv4(), ip.Port).ToString(),
        UnixDomainSocketEndPoint unix => unix.ToString() is { Length: > 0 } path ? $"unix:{path}" : "unix:",
        null => "",
        _ => address.ToString() ?? "",
    };

    public static string Local(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        return Tell(() => socket.LocalEndPoint);
    }

    /// <summary>The other side; a Unix peer without a name is called by the path that it came to. Empty where the peer has reset already.</summary>
    public static string Peer(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var peer = Tell(() => socket.RemoteEndPoint);
        return socket.AddressFamily == AddressFamily.Unix && peer is "" or "unix:" ? Local(socket) : peer;
    }

    // A peer that reset already has no name any more (ENOTCONN), which is no reason to fail.
    private static string Tell(Func<EndPoint?> ask)
    {
        try
        {
            return Of(ask());
        }
        catch (SocketException)
        {
            return "";
        }
    }
}
