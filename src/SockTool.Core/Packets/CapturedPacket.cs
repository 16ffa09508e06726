namespace SockTool.Core.Packets;

/// <summary>A packet as it was seen.</summary>
/// <param name="Nanoseconds">When: since 1970, UTC.</param>
/// <param name="Way">Where it went.</param>
/// <param name="Bytes">From the IP header on, perhaps not all of it. Only for as long as nobody receives the next, unless kept.</param>
/// <param name="Length">How long it was.</param>
public readonly record struct CapturedPacket(long Nanoseconds, PacketWay Way, ReadOnlyMemory<byte> Bytes, int Length)
{
    /// <summary>A time as packets have it.</summary>
    public static long NanosecondsOf(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public CapturedPacket Kept() => this with { Bytes = Bytes.ToArray() };
}

/// <summary>The way of a packet, seen from this side.</summary>
public enum PacketWay
{
    ToPeer,
    FromPeer,
}
