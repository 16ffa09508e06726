using System.Buffers.Binary;

namespace SockTool.Core.Packets;

/// <summary>An IP packet that carries TCP or UDP, read as far as the ports: RFC 791 section 3.1, RFC 8200 section 3.</summary>
/// <remarks>IPv6 extension headers and all fragments but none are passed over: what we send and receive has neither as a rule.</remarks>
public readonly ref struct IPPacket
{
    public const int Tcp = 6;
    public const int Udp = 17;

    private const int FourHeader = 20;
    private const int SixHeader = 40;
    private const int Ports = 4;

    private IPPacket(ReadOnlySpan<byte> payload, int length)
    {
        Payload = payload;
        Length = length;
    }

    public Place Source { get; private init; }

    public Place Destination { get; private init; }

    public int Protocol { get; private init; }

    /// <summary>What of the transport's header and data was captured.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>How long that was on the wire.</summary>
    public int Length { get; }

    /// <param name="bytes">What was captured.</param>
    /// <param name="whole">The length of the whole packet as it was captured, at least that of <paramref name="bytes"/>.</param>
    /// <param name="packet">The packet.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int whole, out IPPacket packet)
    {
        packet = default;
        return bytes.Length >= 1 && (bytes[0] >> 4) switch
        {
            4 => TryReadFour(bytes, whole, out packet),
            6 => TryReadSix(bytes, whole, out packet),
            _ => false,
        };
    }

    private static bool TryReadFour(ReadOnlySpan<byte> bytes, int whole, out IPPacket packet)
    {
        packet = default;
        var header = (bytes[0] & 0xf) * 4;
        if (header < FourHeader || bytes.Length < header + Ports || (BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x3fff) != 0)
        {
            return false;
        }

        return TryMake(bytes[header..], Told(bytes[2..], whole, 0) - header, new Header(bytes[9], bytes[12..16], bytes[16..20]), out packet);
    }

    private static bool TryReadSix(ReadOnlySpan<byte> bytes, int whole, out IPPacket packet)
    {
        packet = default;
        return bytes.Length >= SixHeader + Ports
            && TryMake(bytes[SixHeader..], Told(bytes[4..], whole, SixHeader) - SixHeader, new Header(bytes[6], bytes[8..24], bytes[24..40]), out packet);
    }

    // Segments that the kernel hands to its own card in one piece can be longer than the field can say: it is 0 then (BIG TCP).
    private static int Told(ReadOnlySpan<byte> field, int whole, int more) => BinaryPrimitives.ReadUInt16BigEndian(field) is 0 ? whole : BinaryPrimitives.ReadUInt16BigEndian(field) + more;

    private static bool TryMake(ReadOnlySpan<byte> payload, int length, Header header, out IPPacket packet)
    {
        packet = default;
        if (header.Protocol is not (Tcp or Udp) || length < Ports)
        {
            return false;
        }

        packet = new IPPacket(payload[..Math.Min(payload.Length, length)], length)
        {
            Protocol = header.Protocol,
            Source = new Place(Place.Read(header.Source), BinaryPrimitives.ReadUInt16BigEndian(payload)),
            Destination = new Place(Place.Read(header.Destination), BinaryPrimitives.ReadUInt16BigEndian(payload[2..])),
        };
        return true;
    }

    private readonly ref struct Header(byte protocol, ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination)
    {
        public byte Protocol { get; } = protocol;

        public ReadOnlySpan<byte> Source { get; } = source;

        public ReadOnlySpan<byte> Destination { get; } = destination;
    }
}
