using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SockTool.Core.Packets;

/// <summary>The blocks of a capture file (draft-ietf-opsawg-pcapng, section 4), of IP packets without their link's header, in little-endian order.</summary>
public static class Pcapng
{
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint InterfaceDescription = 1;
    private const uint InterfaceStatistics = 5;
    private const uint EnhancedPacket = 6;
    private const uint ByteOrder = 0x1A2B3C4D;
    private const int RawIP = 101; // LINKTYPE_RAW

    private const ushort Comment = 1;
    private const ushort Application = 4;
    private const ushort TimestampResolution = 9;
    private const ushort PacketFlags = 2;
    private const ushort InterfaceDropped = 5;
    private const byte Nanoseconds = 9;

    /// <summary>What a file begins with: the section, and its one interface.</summary>
    /// <param name="application">Who wrote it.</param>
    /// <param name="comment">What the packets are.</param>
    public static byte[] Beginning(string application, string comment)
    {
        var section = new Block(SectionHeader);
        section.Word(ByteOrder);
        section.Half(1);
        section.Half(0);
        section.Word(uint.MaxValue);
        section.Word(uint.MaxValue);
        section.Option(Comment, Encoding.UTF8.GetBytes(comment));
        section.Option(Application, Encoding.UTF8.GetBytes(application));
        section.EndOptions();

        var description = new Block(InterfaceDescription);
        description.Half(RawIP);
        description.Half(0);
        description.Word(0); // no limit to a packet's length
        description.Option(TimestampResolution, [Nanoseconds]);
        description.EndOptions();
        return [.. section.ToBytes(), .. description.ToBytes()];
    }

    public static byte[] Packet(CapturedPacket packet)
    {
        var block = new Block(EnhancedPacket, packet.Bytes.Length);
        block.Word(0);
        block.Time(packet.Nanoseconds);
        block.Word((uint)packet.Bytes.Length);
        block.Word((uint)packet.Length);
        block.Padded(packet.Bytes.Span);
        block.Option(PacketFlags, packet.Way == PacketWay.FromPeer ? [1, 0, 0, 0] : [2, 0, 0, 0]);
        block.EndOptions();
        return block.ToBytes();
    }

    /// <summary>How many packets are missing because there was no room for them.</summary>
    public static byte[] Dropped(long count, long nanoseconds)
    {
        var block = new Block(InterfaceStatistics);
        block.Word(0);
        block.Time(nanoseconds);
        var number = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, count);
        block.Option(InterfaceDropped, number);
        block.EndOptions();
        return block.ToBytes();
    }

    /// <summary>A type, its own length on both sides, and everything in words of 32 bits.</summary>
    private sealed class Block
    {
        private const int Small = 512;

        private readonly ArrayBufferWriter<byte> all;

        public Block(uint type, int data = 0)
        {
            all = new ArrayBufferWriter<byte>(Small + data);
            Word(type);
            Word(0); // the length, when it is known
        }

        public void Half(ushort number)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(all.GetSpan(sizeof(ushort)), number);
            all.Advance(sizeof(ushort));
        }

        public void Word(uint number)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(all.GetSpan(sizeof(uint)), number);
            all.Advance(sizeof(uint));
        }

        public void Time(long nanoseconds)
        {
            Word((uint)(nanoseconds >> 32));
            Word((uint)nanoseconds);
        }

        public void Padded(ReadOnlySpan<byte> bytes)
        {
            all.Write(bytes);
            all.Write(stackalloc byte[-bytes.Length & (sizeof(uint) - 1)]);
        }

        public void Option(ushort code, ReadOnlySpan<byte> value)
        {
            Half(code);
            Half((ushort)value.Length);
            Padded(value);
        }

        public void EndOptions() => Word(0);

        public byte[] ToBytes()
        {
            var length = (uint)(all.WrittenCount + sizeof(uint));
            Word(length);
            var bytes = all.WrittenSpan.ToArray();
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(uint)), length);
            return bytes;
        }
    }
}
