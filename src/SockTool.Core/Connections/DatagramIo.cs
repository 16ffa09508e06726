using System.Net;
using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>One datagram in or out of a socket that does not block, with whoever is at the other end.</summary>
internal static class DatagramIo
{
    /// <summary>The most that one UDP datagram over IPv4 holds: 65,535 without both headers (RFC 791 section 3.1, RFC 768).</summary>
    public const int Largest = 65_507;

    /// <summary>Room for every datagram there can be; a shorter buffer would cut one without a word (recv(2)).</summary>
    public const int WholeSize = 65_536;

    /// <summary>The count of bytes, or the negative error number.</summary>
    public static int Receive(Socket socket, int descriptor, Span<byte> buffer, SocketAddress sender)
    {
        if (Platform.HasDescriptors)
        {
            return DatagramCalls.ReceiveFrom(descriptor, buffer, sender);
        }

        try
        {
            return socket.ReceiveFrom(buffer, SocketFlags.None, sender);
        }
        catch (SocketException error)
        {
            return -error.NativeErrorCode;
        }
    }

    /// <summary>The count of bytes, or the negative error number; without a destination, to whom the socket is connected.</summary>
    public static int Send(Socket socket, int descriptor, ReadOnlySpan<byte> bytes, SocketAddress? destination)
    {
        if (destination is null)
        {
            return SocketIo.Send(socket, descriptor, bytes);
        }

        if (Platform.HasDescriptors)
        {
            return DatagramCalls.SendTo(descriptor, bytes, destination);
        }

        try
        {
            return socket.SendTo(bytes, SocketFlags.None, destination);
        }
        catch (SocketException error)
        {
            return -error.NativeErrorCode;
        }
    }

    /// <summary>The address of a sender in words.</summary>
    public static IPEndPoint ToEndPoint(this SocketAddress address) => (IPEndPoint)new IPEndPoint(IPAddress.None, 0).Create(address);

    /// <summary>One of its own, for a buffer that will be written again.</summary>
    public static SocketAddress Copied(this SocketAddress address)
    {
        var copy = new SocketAddress(address.Family, address.Size);
        address.Buffer[..address.Size].CopyTo(copy.Buffer);
        return copy;
    }
}
