namespace SockTool.Core.Packets;

/// <summary>Follows a connection by its segments: what each did to the state of this side (RFC 9293 section 3.3.2), and which are worth telling.</summary>
public sealed class TcpConversation
{
    private readonly TcpWay sent = new() { Letter = 'J' };
    private readonly TcpWay received = new() { Letter = 'K' };

    /// <summary>The state of this side after the last segment, as far as the segments say.</summary>
    public TcpState State { get; private set; }

    /// <summary>Whether both ways have come to their end and that was acknowledged, or it was reset.</summary>
    public bool IsOver { get; private set; }

    /// <summary>One more segment. What there is to tell of it, or null.</summary>
    public TcpStep? Follow(TcpSegment segment, PacketWay way, long nanoseconds)
    {
        ArgumentNullException.ThrowIfNull(segment);
        var (one, other) = way == PacketWay.ToPeer ? (sent, received) : (received, sent);
        if (segment.Has(TcpControl.Syn) && !segment.Has(TcpControl.Ack))
        {
            // Whoever dials counts from J.
            (one.Letter, other.Letter) = ('J', 'K');
        }

        var isNew = one.Take(segment);
        var acknowledgesFin = segment.Has(TcpControl.Ack) && other.AcknowledgesFin(segment.Acknowledgement);
        var before = State;
        State = After(segment, way, acknowledgesFin);
        IsOver |= segment.Has(TcpControl.Rst) || (sent.IsFinAcknowledged && received.IsFinAcknowledged);
        var isControl = segment.Has(TcpControl.Syn) || segment.Has(TcpControl.Fin) || segment.Has(TcpControl.Rst);
        if (!isControl && !acknowledgesFin && before == State)
        {
            one.Carry(segment);
            return null;
        }

        var step = new TcpStep(segment, way, nanoseconds)
        {
            Sequence = one.Label(segment.Sequence),
            Acknowledged = segment.Has(TcpControl.Ack) ? other.Label(segment.Acknowledgement) : null,
            Became = before == State ? null : State,
            IsAgain = !isNew,
            SentBefore = sent.TakeCarried(),
            ReceivedBefore = received.TakeCarried(),
        };

        // A segment that is told of tells its own bytes.
        one.Carry(segment);
        one.TakeCarried();
        return step;
    }

    /// <summary>The data since the last segment that was told of.</summary>
    public (TcpData? Sent, TcpData? Received) TakeData() => (sent.TakeCarried(), received.TakeCarried());

    private TcpState After(TcpSegment segment, PacketWay way, bool acknowledgesFin) =>
        segment.Has(TcpControl.Rst) ? TcpState.Closed
        : segment.Has(TcpControl.Syn) ? AfterSyn(segment, way)
        : way == PacketWay.ToPeer ? AfterSent(segment)
        : AfterReceived(segment, acknowledgesFin);

    private TcpState AfterSyn(TcpSegment segment, PacketWay way) => (way, segment.Has(TcpControl.Ack), State) switch
    {
        (PacketWay.ToPeer, false, TcpState.Unknown or TcpState.SynSent) => TcpState.SynSent,
        (PacketWay.ToPeer, true, TcpState.Unknown or TcpState.SynReceived) => TcpState.SynReceived,
        _ => State,
    };

    // Until our ACK is out the handshake is not told to an end, however early the kernel takes it for one.
    private TcpState AfterSent(TcpSegment segment)
    {
        var state = State == TcpState.SynSent && received.HasBegun && segment.Has(TcpControl.Ack) ? TcpState.Established : State;
        return !segment.Has(TcpControl.Fin) ? state : state switch
        {
            TcpState.CloseWait => TcpState.LastAck,
            TcpState.Unknown or TcpState.Established or TcpState.SynReceived => received.HasFin ? TcpState.LastAck : TcpState.FinWait1,
            _ => state,
        };
    }

    private TcpState AfterReceived(TcpSegment segment, bool acknowledgesFin)
    {
        var state = State == TcpState.SynReceived && segment.Has(TcpControl.Ack) ? TcpState.Established : State;
        state = !acknowledgesFin ? state : state switch
        {
            TcpState.FinWait1 => TcpState.FinWait2,
            TcpState.Closing => TcpState.TimeWait,
            TcpState.LastAck => TcpState.Closed,
            _ => state,
        };
        return !segment.Has(TcpControl.Fin) ? state : state switch
        {
            TcpState.Unknown or TcpState.Established => TcpState.CloseWait,
            TcpState.FinWait1 => TcpState.Closing,
            TcpState.FinWait2 => TcpState.TimeWait,
            _ => state,
        };
    }
}
