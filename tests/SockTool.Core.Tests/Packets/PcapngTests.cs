using System.Buffers.Binary;
using System.Text;
using SockTool.Core.Packets;
using SockTool.Core.Tests.Doubles;
using static SockTool.Core.Tests.Packets.WrittenPackets;

namespace SockTool.Core.Tests.Packets;

public sealed class PcapngTests
{
    private const long Moment = 1_700_000_000_123_456_789;

    [Fact]
    public void Every_block_says_its_length_on_both_sides()
    {
        byte[] file = [.. Pcapng.Beginning("sock 1", "what it is"), .. Packet(61), .. Packet(64), .. Pcapng.Dropped(5, Moment)];
        Assert.Equal([0x0A0D0D0Au, 1, 6, 6, 5], Blocks(file).Select(block => BinaryPrimitives.ReadUInt32LittleEndian(block)));
    }

    [Fact]
    public void The_comment_stands_in_the_section() => Assert.Contains("what it is", Encoding.UTF8.GetString(Blocks(Pcapng.Beginning("sock 1", "what it is"))[0]), StringComparison.Ordinal);

    [Fact]
    public void A_packet_has_its_time_its_length_and_its_bytes()
    {
        var block = Pcapng.Packet(new CapturedPacket(Moment, PacketWay.FromPeer, new byte[] { 9, 8, 7 }, 1500));
        var time = ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(12)) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(16));
        Assert.Equal((ulong)Moment, time);
        Assert.Equal((3u, 1500u), (BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(20)), BinaryPrimitives.ReadUInt32LittleEndian(block.AsSpan(24))));
        Assert.Equal([9, 8, 7, 0], block[28..32]);
    }

    [Theory]
    [InlineData("127.0.0.1:40000", "127.0.0.1:80", "SYN SYN+ACK ACK PSH+ACK ACK PSH+ACK ACK FIN+ACK ACK FIN+ACK ACK")]
    [InlineData("[::1]:40000", "[::1]:80", "SYN SYN+ACK ACK PSH+ACK ACK PSH+ACK ACK FIN+ACK ACK FIN+ACK ACK")]
    public void What_is_rebuilt_is_a_whole_connection(string local, string remote, string flags)
    {
        var conversation = new TcpConversation();
        var told = new List<string>();
        var sent = 0;
        var packets = new RebuiltPackets(new Flow(At(local), At(remote)), IPPacket.Tcp, new ManualClock(), packet =>
        {
            Assert.True(IPPacket.TryRead(packet.Bytes.Span, packet.Length, out var ip));
            var segment = TcpSegment.TryRead(ip)!;
            Assert.True(IsRight(packet.Bytes.Span));
            conversation.Follow(segment, packet.Way, packet.Nanoseconds);
            told.Add(TcpControlText.Of(segment.Flags));
            sent += segment.Bytes;
        });
        packets.Open(PacketWay.ToPeer);
        packets.Data(PacketWay.ToPeer, new byte[70_000]);
        packets.End(PacketWay.ToPeer);
        packets.End(PacketWay.FromPeer);
        packets.End(PacketWay.ToPeer);
        Assert.Equal(flags, string.Join(' ', told));
        Assert.Equal((70_000, true, TcpState.TimeWait), (sent, conversation.IsOver, conversation.State));
    }

    private static byte[] Packet(int length) => Pcapng.Packet(new CapturedPacket(Moment, PacketWay.ToPeer, new byte[length], length));

    private static List<byte[]> Blocks(byte[] file)
    {
        var blocks = new List<byte[]>();
        while (file.Length > 0)
        {
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4));
            Assert.Equal((0, (uint)length), (length % 4, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(length - 4))));
            blocks.Add(file[..length]);
            file = file[length..];
        }

        return blocks;
    }

    /// <summary>RFC 1071: summed with its checksum, what is right has every bit set. The IPv4 header has one too.</summary>
    private static bool IsRight(ReadOnlySpan<byte> packet)
    {
        var header = packet[0] >> 4 == 4 ? 20 : 40;
        var addresses = packet[(header == 20 ? 12 : 8)..header];
        var transport = Sum(addresses) + IPPacket.Tcp + (packet.Length - header) + Sum(packet[header..]);
        return Folded(transport) == 0xffff && (header == 40 || Folded(Sum(packet[..header])) == 0xffff);
    }

    private static long Folded(long sum) => sum > 0xffff ? Folded((sum & 0xffff) + (sum >> 16)) : sum;

    private static long Sum(ReadOnlySpan<byte> bytes)
    {
        long sum = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            sum += i % 2 == 0 ? bytes[i] << 8 : bytes[i];
        }

        return sum;
    }
}
