using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>Opens UDP to the first usable address of a name: connected, so that ICMP is heard, unless answers may come from anybody.</summary>
public sealed class UdpConnector(UdpEndpoint endpoint, SocketSettings settings) : IConnector
{
    public IConnector TellingTo(ITransportObserver observer) => new UdpConnector(endpoint, settings with { Observer = observer });

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var dialling = settings.ForSource();
        var late = new Failure(FailureKind.ConnectTimedOut, Operation.Connect) { Subject = endpoint.ToString() };
        var addresses = await Limited.RunAsync(
            c => HostResolver.ResolveAsync(endpoint.Host, dialling, c),
            settings.Limits.Connect == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : settings.Limits.Connect,
            late,
            settings.Clock,
            cancellation);
        var failures = new List<Failure>();
        foreach (var address in addresses)
        {
            try
            {
                return await OpenAsync(new IPEndPoint(address, endpoint.Port), cancellation);
            }
            catch (FailureException failed)
            {
                settings.Observer.AttemptFailed(failed.Failure);
                failures.Add(failed.Failure);
            }
        }

        throw new FailureException(failures is [var only] ? only : failures[^1] with { Attempts = failures });
    }

    private async ValueTask<IConnection> OpenAsync(IPEndPoint peer, CancellationToken cancellation)
    {
        settings.Observer.Connecting(SocketNames.Of(peer));
        var socket = await CreateAsync(peer, cancellation);
        try
        {
            var isConnected = TryConnect(socket, peer);
            return new UdpConnection(socket, peer, isConnected ? null : peer.Serialize(), settings);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw SocketFailures.From(error, Operation.Connect, SocketNames.Of(peer));
        }
    }

    private async ValueTask<Socket> CreateAsync(IPEndPoint peer, CancellationToken cancellation)
    {
        var socket = StreamSockets.Create(peer.AddressFamily, ProtocolType.Udp, settings);
        try
        {
            socket.Blocking = false;
            if (settings.Source is { } source)
            {
                StreamSockets.Bind(socket, await HostResolver.ResolveLocalAsync(source, settings.ForFamily(peer.AddressFamily), cancellation));
            }

            if (settings.Multicast is { } group)
            {
                Membership.SendThrough(socket, group);
            }

            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether it was connected; false for a group or a broadcast address, which would keep every answer out.</summary>
    private static bool TryConnect(Socket socket, IPEndPoint peer)
    {
        if (MulticastGroup.IsMulticast(peer.Address))
        {
            return false;
        }

        var mayBroadcast = peer.AddressFamily == AddressFamily.InterNetwork && socket.EnableBroadcast;
        try
        {
            // Only the kernel knows its networks: without the option it refuses those of their addresses that are for all (ip(7), EACCES).
            socket.EnableBroadcast = false;
            socket.Connect(peer);
            return true;
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AccessDenied && mayBroadcast)
        {
            return false;
        }
        finally
        {
            socket.EnableBroadcast = mayBroadcast;
        }
    }
}
