using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports;

/// <summary>Listens on TCP; a wildcard takes IPv6 and IPv4 in one socket (ipv6(7), IPV6_V6ONLY off).</summary>
public sealed class TcpBinder(TcpEndpoint endpoint, SocketSettings settings) : IBinder
{
    public async ValueTask<IListener> BindAsync(CancellationToken cancellation)
    {
        var address = await HostResolver.ResolveLocalAsync(endpoint, settings, cancellation);
        var socket = StreamSockets.Create(address.AddressFamily, ProtocolType.Tcp, settings);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = settings.Family != FamilyChoice.IPv6Only;
            }

            StreamSockets.Bind(socket, address);
            Pacing.LiftBefore(socket, settings, address);
            var backlog = Listen(socket, address);
            var bound = (IPEndPoint)socket.LocalEndPoint!;
            return new SocketListener(
                socket,
                new BoundAddress(SocketNames.Of(bound), bound.Address.ToString(), bound.Port, backlog),
                settings,
                tuned: accepted => Pacing.LiftBetweenNeighbours(accepted, settings));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // With SO_REUSEADDR on both, the second of two sockets on one port fails here and not in bind(2).
    private int Listen(Socket socket, IPEndPoint address)
    {
        try
        {
            return StreamSockets.Listen(socket, settings.Backlog);
        }
        catch (SocketException error)
        {
            throw SocketFailures.From(error, Operation.Bind, SocketNames.Of(address));
        }
    }
}
