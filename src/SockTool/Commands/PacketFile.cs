using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Packets;
using SockTool.Core.Sessions;

namespace SockTool.Commands;

/// <summary>The file of <c>--pcap</c>.</summary>
internal sealed class PacketFile : IDisposable
{
    private readonly ObserverFile file;

    /// <param name="path">Where it is written.</param>
    /// <param name="comment">What its packets are.</param>
    public PacketFile(string path, string comment)
    {
        file = ObserverFile.Open(path, FileWriting.Over);
        file.Write(Pcapng.Beginning($"sock {ProgramVersion.Text}", comment));
    }

    /// <summary>What could not be kept.</summary>
    public Failure? Failure => file.Failure;

    public void Write(CapturedPacket packet) => file.Write(Pcapng.Packet(packet));

    public void WriteDropped(long count, DateTimeOffset at) => file.Write(Pcapng.Dropped(count, CapturedPacket.NanosecondsOf(at)));

    public void Dispose() => file.Dispose();
}

/// <summary>A session whose packets are made of its reads and writes.</summary>
/// <param name="packets">Who makes them.</param>
/// <param name="atInputEnd">Whether the end of our input is told to the peer.</param>
internal sealed class RebuiltSession(RebuiltPackets packets, InputEnd atInputEnd) : ISessionObserver
{
    public bool NeedsBytes => true;

    public void Passed(Direction direction, ReadOnlySpan<byte> bytes) => packets.Data(WayOf(direction), bytes);

    public void Completed(Direction direction)
    {
        if (direction == Direction.FromPeer || atInputEnd == InputEnd.HalfClose)
        {
            packets.End(WayOf(direction));
        }
    }

    public void Ended(SessionEnd end, EndedBy by, Failure? failure)
    {
        if (end == SessionEnd.Reset)
        {
            packets.Reset(by == EndedBy.Peer ? PacketWay.FromPeer : PacketWay.ToPeer);
        }
        else
        {
            packets.End(PacketWay.ToPeer);
        }
    }

    private static PacketWay WayOf(Direction direction) => direction == Direction.ToPeer ? PacketWay.ToPeer : PacketWay.FromPeer;
}
