namespace SockTool.Core.Packets;

/// <summary>One way of a connection: its sequence numbers and what they counted.</summary>
internal sealed class TcpWay
{
    private uint? first;
    private uint? next;
    private uint? fin;
    private uint? carried;
    private int segments;
    private int outOfOrder;
    private long bytes;

    /// <summary>What its numbers are called.</summary>
    public required char Letter { get; set; }

    public bool HasBegun => first is not null;

    public bool HasFin => fin is not null;

    public bool IsFinAcknowledged { get; private set; }

    /// <summary>Whether the segment brings anything that was not seen yet.</summary>
    public bool Take(TcpSegment segment)
    {
        if (segment.Has(TcpControl.Syn))
        {
            first ??= segment.Sequence;
            carried ??= unchecked(segment.Sequence + 1);
        }

        if (segment.Has(TcpControl.Fin))
        {
            fin = unchecked(segment.Next - 1);
        }

        // A pure acknowledgement counts nothing, and a probe of a silent connection counts what was there (keepalive).
        var isNew = next is not { } expected || unchecked((int)(segment.Next - expected)) > 0 || segment.Next == segment.Sequence;
        next = next is { } known && unchecked((int)(segment.Next - known)) < 0 ? known : segment.Next;
        return isNew;
    }

    /// <summary>Whether <paramref name="acknowledgement"/> is the first that counts this way's FIN.</summary>
    public bool AcknowledgesFin(uint acknowledgement)
    {
        if (IsFinAcknowledged || fin is not { } end || unchecked((int)(acknowledgement - end)) <= 0)
        {
            return false;
        }

        IsFinAcknowledged = true;
        return true;
    }

    public SequenceNumber Label(uint number) => new(number, Letter, first is { } start ? unchecked(number - start) : null);

    /// <summary>Counts its data: by the numbers, so that what came twice, or later than what follows it, counts once.</summary>
    public void Carry(TcpSegment segment)
    {
        if (segment.Bytes == 0)
        {
            return;
        }

        var start = unchecked(segment.Sequence + (segment.Has(TcpControl.Syn) ? 1u : 0));
        var end = unchecked(start + (uint)segment.Bytes);
        var before = carried ?? start;
        var more = unchecked((int)(end - before));
        segments++;
        outOfOrder += more > 0 ? 0 : 1;
        bytes += Math.Max(0, more);
        carried = more > 0 ? end : before;
    }

    /// <summary>What was counted since this was last asked; null for nothing.</summary>
    public TcpData? TakeCarried()
    {
        var data = segments == 0 ? null : new TcpData(segments, bytes, outOfOrder);
        (segments, bytes, outOfOrder) = (0, 0, 0);
        return data;
    }
}
