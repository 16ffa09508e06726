using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SockTool.Trust.Stages;

/// <summary>Ports for programs that cannot bind port 0: below those that the kernel gives to clients, so that none of ours takes one.</summary>
internal static class Ports
{
    private static readonly int First = int.Parse(File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t')[0], CultureInfo.InvariantCulture);

    private static int given;

    public static int Next()
    {
        while (true)
        {
            var port = First - 1 - (Interlocked.Increment(ref given) % (First / 2));
            if (IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.IPv6Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
