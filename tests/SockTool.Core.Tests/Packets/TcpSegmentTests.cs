using SockTool.Core.Packets;
using static SockTool.Core.Tests.Packets.WrittenPackets;

namespace SockTool.Core.Tests.Packets;

/// <summary>Packets as text of hexadecimal digits, and what is read of them: only what is there.</summary>
public sealed class TcpSegmentTests
{
    // A SYN as tcpdump shows it: 40 bytes of TCP header with MSS 1460, SACK permitted, timestamps, window scale 7.
    private const string Syn =
        "4500003c1c4640004006b1e6c0a80068c0a80001" + "d43100501122334400000000a002faf000000000"
        + "020405b4" + "0402080a0000000000000000" + "01030307";

    [Theory]
    [InlineData("127.0.0.1:40000", "127.0.0.1:80")]
    [InlineData("[::1]:40000", "[2001:db8::1]:80")]
    public void What_was_written_is_read(string from, string to)
    {
        var written = new TcpSegment(uint.MaxValue, 7, TcpControl.Psh | TcpControl.Ack, 4096, 3);
        Assert.True(IPPacket.TryRead(Tcp(from, to, written, 1, 2, 3), 63, out var packet));
        Assert.Equal((At(from), At(to)), (packet.Source, packet.Destination));
        Assert.Equal(written, TcpSegment.TryRead(packet));
        Assert.Equal(2u, written.Next);
    }

    [Fact]
    public void A_real_SYN_tells_its_options()
    {
        var bytes = Convert.FromHexString(Syn);
        Assert.True(IPPacket.TryRead(bytes, bytes.Length, out var packet));
        var segment = TcpSegment.TryRead(packet);
        Assert.Equal(new TcpSegment(0x11223344, 0, TcpControl.Syn, 0xfaf0, 0) { MaximumSegment = 1460 }, segment);
    }

    [Fact]
    public void Cut_short_anywhere_it_is_no_segment_or_one_without_its_last_options()
    {
        var bytes = Convert.FromHexString(Syn);
        for (var length = 0; length < bytes.Length; length++)
        {
            var isPacket = IPPacket.TryRead(bytes.AsSpan(0, length), bytes.Length, out var packet);
            Assert.Equal(length >= 24, isPacket);
            Assert.Equal(length >= 40, isPacket && TcpSegment.TryRead(packet) is { Bytes: 0 });
        }
    }

    [Theory]
    [InlineData("", "no byte")]
    [InlineData("4f000014000000004006000000000000000000000000000000000000", "a header longer than the packet")]
    [InlineData("4400001c00000000400600000a0000010a00000200500051", "a header shorter than one can be")]
    [InlineData("4500001c00002000400600000a0000010a00000200500051", "a first fragment")]
    [InlineData("4500001c00000001400600000a0000010a00000200500051", "a later fragment")]
    [InlineData("4500001c00000000400100000a0000010a00000200500051", "ICMP")]
    [InlineData("4500001400000000400600000a0000010a00000200500051", "a length without a port")]
    [InlineData("5500001c00000000400600000a0000010a00000200500051", "no version of IP")]
    public void What_has_no_ports_is_passed_over(string hex, string why) => Assert.False(IPPacket.TryRead(Convert.FromHexString(hex), hex.Length / 2, out _), why);

    [Fact]
    public void Options_that_end_nowhere_are_not_followed()
    {
        foreach (var options in new byte[][] { [2, 4, 5, 180], [1, 1, 1, 1], [2, 0, 5, 180], [2, 1, 5, 180], [8, 40, 0, 0], [2, 3, 1, 1], [0, 2, 4, 1] })
        {
            var bytes = Convert.FromHexString(Syn);
            options.CopyTo(bytes, 40);
            bytes.AsSpan(44).Clear();
            Assert.True(IPPacket.TryRead(bytes, bytes.Length, out var packet));
            Assert.Equal(options is [2, 4, ..] ? 1460 : null, TcpSegment.TryRead(packet)!.MaximumSegment);
        }
    }

    [Fact]
    public void Random_bytes_are_read_without_an_exception()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            if (bytes.Length > 0 && i % 2 == 0)
            {
                bytes[0] = (byte)(i % 4 == 0 ? 0x45 : 0x60);
            }

            if (IPPacket.TryRead(bytes, bytes.Length, out var packet))
            {
                _ = TcpSegment.TryRead(packet);
                Assert.InRange(packet.Payload.Length, 4, bytes.Length);
            }
        }
    }
}
