using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>Binds UDP; a wildcard takes IPv6 and IPv4 in one socket (ipv6(7), IPV6_V6ONLY off). A client is whoever sends.</summary>
public sealed class UdpBinder(UdpEndpoint endpoint, SocketSettings settings) : IBinder
{
    public async ValueTask<IListener> BindAsync(CancellationToken cancellation)
    {
        var address = await HostResolver.ResolveLocalAsync(endpoint, settings.ForGroup(), cancellation);
        var socket = StreamSockets.Create(address.AddressFamily, ProtocolType.Udp, settings);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = settings.Family != FamilyChoice.IPv6Only;
            }

            socket.Blocking = false;
            StreamSockets.Bind(socket, address);
            if (settings.Multicast is { } group)
            {
                Membership.Join(socket, group);
                Membership.SendThrough(socket, group);
            }

            var bound = (IPEndPoint)socket.LocalEndPoint!;
            return new UdpListener(socket, new BoundAddress($"udp://{SocketNames.Of(bound)}", bound.Address.ToString(), bound.Port, Backlog: null), settings);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
