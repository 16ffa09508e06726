using System.Buffers.Binary;
using SockTool.Core.Packets;
using static SockTool.Core.Tests.Packets.WrittenPackets;

namespace SockTool.Core.Tests.Packets;

/// <summary>The filter's program, run as the kernel would.</summary>
public sealed class PacketFilterTests
{
    private const int Incoming = 0;
    private const int Outgoing = 4;
    private const int Ethernet = 1;
    private const int Loopback = 772;

    [Theory]
    [InlineData("10.0.0.2:80", null, "10.0.0.1:5000", "10.0.0.2:80", true)]
    [InlineData("10.0.0.2:80", null, "10.0.0.2:80", "10.0.0.1:5000", true)]
    [InlineData("10.0.0.2:80", null, "10.0.0.1:80", "10.0.0.2:5000", false)]
    [InlineData("10.0.0.2:80", null, "10.0.0.1:5000", "10.0.0.3:80", false)]
    [InlineData("10.0.0.2:80", 5000, "10.0.0.1:5000", "10.0.0.2:80", true)]
    [InlineData("10.0.0.2:80", 5000, "10.0.0.2:80", "10.0.0.1:5000", true)]
    [InlineData("10.0.0.2:80", 5000, "10.0.0.2:80", "10.0.0.1:5001", false)]
    [InlineData(null, 5000, "10.0.0.9:81", "10.0.0.1:5000", true)]
    [InlineData(null, 5000, "[::1]:5000", "[::2]:81", true)]
    [InlineData(null, 5000, "[::1]:5001", "[::2]:81", false)]
    [InlineData("[2001:db8::2]:80", null, "[2001:db8::1]:5000", "[2001:db8::2]:80", true)]
    [InlineData("[2001:db8::2]:80", null, "[2001:db8::2]:80", "[2001:db8::1]:5000", true)]
    [InlineData("[2001:db8::2]:80", null, "[2001:db8::2]:81", "[2001:db8::1]:5000", false)]
    [InlineData("[2001:db8::2]:80", null, "10.0.0.2:80", "10.0.0.1:5000", false)]
    public void Passes_what_is_looked_at(string? remote, int? port, string from, string to, bool passes)
    {
        FlowPattern[] patterns = [new(At("192.0.2.7:7"), null), new(remote is null ? null : At(remote), port)];
        var program = PacketFilter.For(IPPacket.Tcp, patterns);
        var packet = Tcp(from, to, Segment(TcpControl.Ack));
        Assert.Equal(passes, Run(program, packet, Outgoing, Ethernet) > 0);
        Assert.Equal(passes, Run(program, packet, Incoming, Loopback) > 0);
        Assert.Equal(0u, Run(program, packet, Outgoing, Loopback));
        Assert.Equal(0u, Run(PacketFilter.For(IPPacket.Udp, patterns), packet, Incoming, Ethernet));
    }

    [Fact]
    public void Options_of_IPv4_and_fragments_are_understood()
    {
        var program = PacketFilter.For(IPPacket.Tcp, [new(null, 5000)]);
        byte[] plain = Tcp("10.0.0.1:5000", "10.0.0.2:80", Segment(TcpControl.Ack));
        byte[] longer = [0x46, .. plain[1..20], 1, 1, 1, 1, .. plain[20..]];
        Assert.True(Run(program, longer, Incoming, Ethernet) > 0);
        plain[7] = 1;
        Assert.Equal(0u, Run(program, plain, Incoming, Ethernet));
    }

    [Fact]
    public void Before_anything_is_looked_at_nothing_passes()
    {
        Assert.Equal(0u, Run(PacketFilter.Nothing, Tcp("10.0.0.1:5000", "10.0.0.2:80", Segment(TcpControl.Ack)), Incoming, Ethernet));
        Assert.Equal(0u, Run(PacketFilter.For(IPPacket.Tcp, []), Tcp("10.0.0.1:5000", "10.0.0.2:80", Segment(TcpControl.Ack)), Incoming, Ethernet));
    }

    /// <summary>The instructions that the filter uses, as linux/filter.h has them; a load beyond the packet drops it.</summary>
    private static uint Run(ReadOnlySpan<ulong> program, byte[] packet, int kind, int hardware)
    {
        var (a, x) = (0u, 0u);
        for (var i = 0; ; i++)
        {
            var (code, whenTrue, whenFalse, k) = ((ushort)program[i], (byte)(program[i] >> 16), (byte)(program[i] >> 24), (uint)(program[i] >> 32));
            var at = (int)(k + (code == 0x48 ? x : 0));
            switch (code)
            {
                case 0x20:
                    a = k switch { 0xfffff004 => (uint)kind, 0xfffff01c => (uint)hardware, _ => BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(at)) };
                    break;
                case 0x28 or 0x48:
                    a = BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(at));
                    break;
                case 0x30:
                    a = packet[at];
                    break;
                case 0xb1:
                    x = (packet[at] & 0xfu) * 4;
                    break;
                case 0x01:
                    x = k;
                    break;
                case 0x54:
                    a &= k;
                    break;
                case 0x05:
                    i += (int)k;
                    break;
                case 0x15:
                    i += a == k ? whenTrue : whenFalse;
                    break;
                case 0x45:
                    i += (a & k) != 0 ? whenTrue : whenFalse;
                    break;
                case 0x06:
                    return k;
                default:
                    throw new InvalidOperationException($"instruction {code:x}");
            }
        }
    }
}
