using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SockTool.Core.Native;

namespace SockTool.Core.Packets;

/// <summary>An address and a port in a form that is cheap to compare: IPv4 is what RFC 4291 section 2.5.5.2 makes of it.</summary>
/// <param name="Address">128 bits.</param>
/// <param name="Port">0 to 65535.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Place(UInt128 Address, int Port)
{
    private const int FourLength = 4;
    private const int SixLength = 16;
    private const ulong Mapped = 0xffff_0000_0000;

    /// <summary>Whether it is an IPv4 address.</summary>
    public bool IsFour => Address >> 32 == Mapped >> 32;

    public static Place Of(IPEndPoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new Place(Read(endpoint.Address.GetAddressBytes()), endpoint.Port);
    }

    /// <summary>An address of 4 or 16 bytes in network order.</summary>
    public static UInt128 Read(ReadOnlySpan<byte> address) =>
        address.Length == FourLength ? Mapped | BinaryPrimitives.ReadUInt32BigEndian(address) : BinaryPrimitives.ReadUInt128BigEndian(address);

    /// <summary>4 or 16 bytes in network order.</summary>
    public byte[] ToBytes()
    {
        var all = new byte[SixLength];
        BinaryPrimitives.WriteUInt128BigEndian(all, Address);
        return IsFour ? all[^FourLength..] : all;
    }

    public IPEndPoint ToEndPoint() => new(new IPAddress(ToBytes()), Port);

    public override string ToString() => ToEndPoint().ToString();
}

/// <summary>A connection's two ends, seen from here.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Flow(Place Local, Place Remote)
{
    /// <summary>That of a socket on its way to <paramref name="to"/>, which the framework does not know of yet; null where the kernel does not tell.</summary>
    public static Flow? TryOf(Socket socket, EndPoint to)
    {
        ArgumentNullException.ThrowIfNull(socket);
        var name = new SocketAddress(socket.AddressFamily);
        return to is IPEndPoint remote && PacketCalls.NameOf((int)socket.Handle, name.Buffer.Span) == 0 && new IPEndPoint(remote.Address, 0).Create(name) is IPEndPoint local
            ? new Flow(Place.Of(local), Place.Of(remote))
            : null;
    }

    /// <summary>That of a socket; null where it has none, as a Unix socket.</summary>
    public static Flow? TryOf(Socket? socket)
    {
        try
        {
            return socket is { LocalEndPoint: IPEndPoint local, RemoteEndPoint: IPEndPoint remote } ? new Flow(Place.Of(local), Place.Of(remote)) : null;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return null;
        }
    }
}
