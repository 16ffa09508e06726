namespace SockTool.Core.Packets;

/// <summary>A segment that is worth telling.</summary>
/// <param name="Segment">As it was seen.</param>
/// <param name="Way">Where it went.</param>
/// <param name="Nanoseconds">When: since 1970, UTC.</param>
public sealed record TcpStep(TcpSegment Segment, PacketWay Way, long Nanoseconds)
{
    public required SequenceNumber Sequence { get; init; }

    /// <summary>null for a segment without ACK.</summary>
    public SequenceNumber? Acknowledged { get; init; }

    /// <summary>The state of this side that it made, as the segments say; null where it changed none.</summary>
    public TcpState? Became { get; init; }

    /// <summary>Whether all that it brings was there before.</summary>
    public bool IsAgain { get; init; }

    /// <summary>The data that went to the peer since the last step.</summary>
    public TcpData? SentBefore { get; init; }

    /// <summary>The data that came from the peer since the last step.</summary>
    public TcpData? ReceivedBefore { get; init; }
}

/// <summary>A sequence number as the textbooks write it (Stevens, Unix Network Programming, section 2.6): J of whoever dialled, K of the other.</summary>
/// <param name="Raw">As it was on the wire.</param>
/// <param name="Letter">Whose.</param>
/// <param name="Relative">Counted from the first; null where the handshake was not seen.</param>
public readonly record struct SequenceNumber(uint Raw, char Letter, uint? Relative);

/// <summary>Data that passed one way.</summary>
/// <param name="Segments">In so many segments, as they were captured: the network card may cut them smaller.</param>
/// <param name="Bytes">So many.</param>
/// <param name="OutOfOrder">How many of the segments brought nothing beyond what was there: sent again, or seen late.</param>
public sealed record TcpData(int Segments, long Bytes, int OutOfOrder);
