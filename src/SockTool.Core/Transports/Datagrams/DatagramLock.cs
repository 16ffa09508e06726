using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>
/// Gives a bound socket to one peer by connect(2), after which the kernel refuses all others by ICMP. It also settles the
/// local address, by the route to the peer: where that is not the one the peer sent to, as with a group, the peer would
/// be shut out as well. So the first datagram's destination is asked for (IP_PKTINFO), and the route tried on another socket.
/// </summary>
internal sealed class DatagramLock
{
    private readonly Socket socket;
    private readonly IPAddress bound;
    private readonly int descriptor;
    private SocketAddress? first;
    private IPAddress? firstWasFor;
    private volatile bool isLocked;

    public DatagramLock(Socket socket)
    {
        this.socket = socket;
        descriptor = (int)socket.Handle;
        bound = Plain(((IPEndPoint)socket.LocalEndPoint!).Address);
        if (IsWildcard)
        {
            AskForDestinations();
        }
    }

    public bool IsLocked => isLocked;

    private bool IsWildcard => bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any);

    /// <summary>The count of bytes, or the negative error number.</summary>
    public int Receive(Span<byte> buffer, SocketAddress sender)
    {
        if (first is not null || !IsWildcard)
        {
            return DatagramIo.Receive(socket, descriptor, buffer, sender);
        }

        try
        {
            var flags = SocketFlags.None;
            EndPoint from = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
            var count = socket.ReceiveMessageFrom(buffer, ref flags, ref from, out var information);
            first = from.Serialize();
            firstWasFor = information.Address;
            first.Buffer[..first.Size].CopyTo(sender.Buffer);
            sender.Size = first.Size;
            return count;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.WouldBlock ? -Errno.TryAgain : -error.NativeErrorCode;
        }
    }

    /// <summary>Refuses all but <paramref name="peer"/> where that can be done without losing the peer itself.</summary>
    public void LockTo(SocketAddress peer)
    {
        var at = peer.ToEndPoint();
        try
        {
            if (IsWildcard ? peer.Equals(first) && firstWasFor is { } wanted && Plain(wanted).Equals(RouteTo(at)) : !Endpoints.MulticastGroup.IsMulticast(bound))
            {
                socket.Connect(at);
                isLocked = true;
            }
        }
        catch (SocketException)
        {
            // No route back: the peer is told apart by its address alone.
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private IPAddress RouteTo(IPEndPoint peer)
    {
        using var probe = new Socket(socket.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        if (probe.AddressFamily == AddressFamily.InterNetworkV6)
        {
            probe.DualMode = true;
        }

        probe.Connect(peer);
        return Plain(((IPEndPoint)probe.LocalEndPoint!).Address);
    }

    private void AskForDestinations()
    {
        try
        {
            if (socket.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.PacketInformation, optionValue: true);
            }

            if (socket.AddressFamily == AddressFamily.InterNetwork || socket.DualMode)
            {
                socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.PacketInformation, optionValue: true);
            }
        }
        catch (SocketException)
        {
            // Then the destination stays unknown, and nothing is locked by it.
        }
    }
}
