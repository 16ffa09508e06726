using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>Joins groups and chooses interfaces: ip(7) IP_ADD_MEMBERSHIP and IP_MULTICAST_IF, ipv6(7) the same.</summary>
internal static class Membership
{
    public static void Join(Socket socket, MulticastGroup group)
    {
        var index = IndexOf(group);
        Try(group, () =>
        {
            if (group.Address.AddressFamily == AddressFamily.InterNetwork)
            {
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(group.Address, index));
            }
            else
            {
                socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(group.Address, index));
            }
        });
    }

    public static void SendThrough(Socket socket, MulticastGroup group)
    {
        if (group.Interface.Length == 0)
        {
            return;
        }

        var index = IndexOf(group);
        Try(group, () =>
        {
            if (socket.AddressFamily == AddressFamily.InterNetwork)
            {
                // An index in network order is told from an address by its first byte.
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.HostToNetworkOrder(index));
            }
            else
            {
                socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, index);
            }
        });
    }

    private static void Try(MulticastGroup group, Action set)
    {
        try
        {
            set();
        }
        catch (SocketException error)
        {
            throw SocketFailures.From(error, Operation.Option, group.ToString());
        }
    }

    /// <summary>0 leaves the choice to the system.</summary>
    private static int IndexOf(MulticastGroup group) =>
        group.Interface.Length == 0 ? 0
        : IPAddress.TryParse(group.Interface, out var address) && StrictAddress.TryParse(group.Interface, out _) ? IndexOf(address) ?? throw Unknown(group)
        : IPAddress.TryParse($"fe80::%{group.Interface}", out var scoped) && scoped.ScopeId > 0 ? (int)scoped.ScopeId // if_nametoindex(3)
        : throw Unknown(group);

    private static int? IndexOf(IPAddress address) => NetworkInterface.GetAllNetworkInterfaces()
        .Select(one => one.GetIPProperties())
        .Where(one => one.UnicastAddresses.Any(own => own.Address.Equals(address)))
        .Select(one => (int?)(one.GetIPv4Properties()?.Index ?? one.GetIPv6Properties()?.Index))
        .FirstOrDefault();

    private static FailureException Unknown(MulticastGroup group) =>
        new(new Failure(FailureKind.CannotBind, Operation.Option) { Subject = group.ToString(), Errno = Errno.NoDevice });
}
