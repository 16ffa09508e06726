using System.Buffers.Binary;

namespace SockTool.Core.Packets;

/// <summary>A TCP header as it was on the wire (RFC 9293 section 3.1).</summary>
/// <param name="Sequence">The number of its first byte, or of its SYN.</param>
/// <param name="Acknowledgement">The number that is expected next; says nothing without ACK.</param>
/// <param name="Flags">The control bits.</param>
/// <param name="Window">As written, not scaled.</param>
/// <param name="Bytes">How much data it carries.</param>
public sealed record TcpSegment(uint Sequence, uint Acknowledgement, TcpControl Flags, int Window, int Bytes)
{
    private const int Shortest = 20;
    private const int EndOfOptions = 0;
    private const int NoOperation = 1;
    private const int SegmentSize = 2;

    /// <summary>The largest segment that its sender takes, in bytes; null where it does not say.</summary>
    public int? MaximumSegment { get; init; }

    /// <summary>What follows it in the sequence: SYN and FIN count one each.</summary>
    public uint Next => unchecked(Sequence + (uint)Bytes + (Has(TcpControl.Syn) ? 1u : 0) + (Has(TcpControl.Fin) ? 1u : 0));

    public bool Has(TcpControl flags) => (Flags & flags) == flags;

    /// <summary>null where it is no TCP header, or not all of it.</summary>
    public static TcpSegment? TryRead(IPPacket packet)
    {
        var header = packet.Payload;
        if (packet.Protocol != IPPacket.Tcp || header.Length < Shortest || (header[12] >> 4) * 4 is var length && (length < Shortest || packet.Length < length))
        {
            return null;
        }

        return new TcpSegment(
            BinaryPrimitives.ReadUInt32BigEndian(header[4..]),
            BinaryPrimitives.ReadUInt32BigEndian(header[8..]),
            (TcpControl)header[13],
            BinaryPrimitives.ReadUInt16BigEndian(header[14..]),
            packet.Length - length)
        {
            MaximumSegment = SegmentSizeIn(header[Shortest..Math.Min(length, header.Length)]),
        };
    }

    private static int? SegmentSizeIn(ReadOnlySpan<byte> options)
    {
        while (options is [not EndOfOptions and var kind, ..])
        {
            var length = kind == NoOperation ? 1 : options.Length > 1 ? options[1] : 0;
            if (length == 0 || (kind != NoOperation && length < 2) || length > options.Length)
            {
                return null;
            }

            if (kind == SegmentSize && length == 4)
            {
                return BinaryPrimitives.ReadUInt16BigEndian(options[2..]);
            }

            options = options[length..];
        }

        return null;
    }
}
