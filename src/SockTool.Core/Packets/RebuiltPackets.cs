namespace SockTool.Core.Packets;

/// <summary>
/// Packets made of what was read and written, where the real ones may not be captured: the bytes, their order and their ends are true,
/// all else of the headers is not. Sequence numbers count from 0, and everything is acknowledged at once.
/// </summary>
/// <param name="flow">The connection.</param>
/// <param name="protocol"><see cref="IPPacket.Tcp"/> or <see cref="IPPacket.Udp"/>.</param>
/// <param name="clock">What time it is.</param>
/// <param name="write">Takes each packet.</param>
public sealed class RebuiltPackets(Flow flow, int protocol, TimeProvider clock, Action<CapturedPacket> write)
{
    private const int Window = ushort.MaxValue;

    private readonly Lock gate = new();
    private readonly uint[] next = new uint[2];
    private readonly bool[] hasEnded = new bool[2];

    /// <summary>The handshake, begun by whoever dialled.</summary>
    public void Open(PacketWay dialled)
    {
        lock (gate)
        {
            if (protocol == IPPacket.Tcp)
            {
                Send(dialled, TcpControl.Syn, []);
                Send(Other(dialled), TcpControl.Syn | TcpControl.Ack, []);
                Send(dialled, TcpControl.Ack, []);
            }
        }
    }

    public void Data(PacketWay way, ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            if (protocol == IPPacket.Udp)
            {
                var (from, to) = Ends(way);
                Write(way, IPWriting.Udp(from, to, bytes));
                return;
            }

            for (; bytes.Length > 0; bytes = bytes[Math.Min(bytes.Length, IPWriting.MostTcpData)..])
            {
                Send(way, TcpControl.Psh | TcpControl.Ack, bytes[..Math.Min(bytes.Length, IPWriting.MostTcpData)]);
                Send(Other(way), TcpControl.Ack, []);
            }
        }
    }

    /// <summary>This way came to its end.</summary>
    public void End(PacketWay way)
    {
        lock (gate)
        {
            if (protocol == IPPacket.Tcp && !hasEnded[(int)way])
            {
                hasEnded[(int)way] = true;
                Send(way, TcpControl.Fin | TcpControl.Ack, []);
                Send(Other(way), TcpControl.Ack, []);
            }
        }
    }

    public void Reset(PacketWay way)
    {
        lock (gate)
        {
            if (protocol == IPPacket.Tcp)
            {
                Send(way, TcpControl.Rst | TcpControl.Ack, []);
            }
        }
    }

    private static PacketWay Other(PacketWay way) => way == PacketWay.ToPeer ? PacketWay.FromPeer : PacketWay.ToPeer;

    private (Place From, Place To) Ends(PacketWay way) => way == PacketWay.ToPeer ? (flow.Local, flow.Remote) : (flow.Remote, flow.Local);

    private void Send(PacketWay way, TcpControl flags, ReadOnlySpan<byte> data)
    {
        var (from, to) = Ends(way);
        var segment = new TcpSegment(next[(int)way], flags.HasFlag(TcpControl.Ack) ? next[(int)Other(way)] : 0, flags, Window, data.Length);
        Write(way, IPWriting.Tcp(from, to, segment, data));
        next[(int)way] = segment.Next;
    }

    private void Write(PacketWay way, byte[] packet) =>
        write(new CapturedPacket(CapturedPacket.NanosecondsOf(clock.GetUtcNow()), way, packet, packet.Length));
}
