using System.Buffers.Binary;

namespace SockTool.Core.Packets;

/// <summary>Makes IP packets with TCP or UDP in them, checksums and all (RFC 791, RFC 8200, RFC 9293, RFC 768, RFC 1071).</summary>
internal static class IPWriting
{
    /// <summary>The most data that an IPv4 packet of 65535 bytes has room for beside both headers.</summary>
    public const int MostTcpData = ushort.MaxValue - FourHeader - TcpHeader;

    private const int FourHeader = 20;
    private const int SixHeader = 40;
    private const int TcpHeader = 20;
    private const int UdpHeader = 8;
    private const byte HopLimit = 64;

    public static byte[] Tcp(Place from, Place to, TcpSegment segment, ReadOnlySpan<byte> data)
    {
        var packet = Frame(from, to, IPPacket.Tcp, TcpHeader + data.Length, out var tcp);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], segment.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], segment.Acknowledgement);
        tcp[12] = TcpHeader / 4 << 4;
        tcp[13] = (byte)segment.Flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], (ushort)segment.Window);
        data.CopyTo(tcp[TcpHeader..]);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(tcp, PseudoHeader(from, to, IPPacket.Tcp, tcp.Length)));
        return packet;
    }

    public static byte[] Udp(Place from, Place to, ReadOnlySpan<byte> data)
    {
        var packet = Frame(from, to, IPPacket.Udp, UdpHeader + data.Length, out var udp);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        data.CopyTo(udp[UdpHeader..]);

        // 0 would say that there is none.
        var sum = Checksum(udp, PseudoHeader(from, to, IPPacket.Udp, udp.Length));
        BinaryPrimitives.WriteUInt16BigEndian(udp[6..], sum == 0 ? ushort.MaxValue : sum);
        return packet;
    }

    private static byte[] Frame(Place from, Place to, byte protocol, int length, out Span<byte> transport)
    {
        var packet = from.IsFour && to.IsFour ? Four(from, to, protocol, length) : Six(from, to, protocol, length);
        transport = packet.AsSpan(packet.Length - length);
        BinaryPrimitives.WriteUInt16BigEndian(transport, (ushort)from.Port);
        BinaryPrimitives.WriteUInt16BigEndian(transport[2..], (ushort)to.Port);
        return packet;
    }

    private static byte[] Four(Place from, Place to, byte protocol, int length)
    {
        var packet = new byte[FourHeader + length];
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)packet.Length);
        packet[6] = 0x40; // DF
        packet[8] = HopLimit;
        packet[9] = protocol;
        from.ToBytes().CopyTo(packet, 12);
        to.ToBytes().CopyTo(packet, 16);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(10), Checksum(packet.AsSpan(0, FourHeader), 0));
        return packet;
    }

    private static byte[] Six(Place from, Place to, byte protocol, int length)
    {
        var packet = new byte[SixHeader + length];
        packet[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), (ushort)length);
        packet[6] = protocol;
        packet[7] = HopLimit;
        from.ToBytes().CopyTo(packet, 8);
        to.ToBytes().CopyTo(packet, 24);
        return packet;
    }

    private static ulong PseudoHeader(Place from, Place to, int protocol, int length) =>
        Sum(from.ToBytes()) + Sum(to.ToBytes()) + (ulong)protocol + (ulong)(length >> 16) + (ulong)(length & 0xffff);

    private static ushort Checksum(ReadOnlySpan<byte> bytes, ulong before)
    {
        var sum = before + Sum(bytes);
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    private static ulong Sum(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 0;
        for (; bytes.Length > 1; bytes = bytes[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        return bytes.Length == 1 ? sum + ((ulong)bytes[0] << 8) : sum;
    }
}
