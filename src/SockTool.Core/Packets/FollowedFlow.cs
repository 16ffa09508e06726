namespace SockTool.Core.Packets;

/// <summary>A connection whose packets are looked at. Before it is known to be ours nothing of it is given away.</summary>
public sealed class FollowedFlow(Flow flow, Keeping keeping)
{
    // A handshake, and what a quick server says at once.
    private const int MostEarly = 64;
    private const int MostSteps = 1024;

    private readonly Lock gate = new();
    private readonly Queue<TcpStep> steps = new();
    private readonly List<CapturedPacket> early = [];
    private readonly TcpConversation conversation = new();
    private readonly int?[] interfaces = new int?[2];
    private Action<CapturedPacket>? taker;
    private (TcpData? Sent, TcpData? Received)? last;

    public Flow Flow => flow;

    public bool IsOver => conversation.IsOver;

    /// <summary>Whether somebody waits for what it brings.</summary>
    public bool IsHeld { get; set; }

    /// <summary>It is ours: its packets, those before too, go to <paramref name="packets"/>.</summary>
    public void Claim(Action<CapturedPacket>? packets)
    {
        lock (gate)
        {
            taker ??= packets;
            early.ForEach(packet => taker?.Invoke(packet));
            early.Clear();
        }
    }

    /// <summary>A bridge shows a packet at each of its interfaces: the first at which one went that way is the one.</summary>
    public void Add(CapturedPacket packet, int @interface)
    {
        lock (gate)
        {
            if ((interfaces[(int)packet.Way] ??= @interface) != @interface)
            {
                return;
            }

            if (taker is not null)
            {
                taker(packet);
            }
            else if (keeping == Keeping.Packets && early.Count < MostEarly)
            {
                early.Add(packet.Kept());
            }

            Follow(packet);
        }
    }

    /// <summary>What there is to tell since this was last asked.</summary>
    public IReadOnlyList<TcpStep> TakeSteps()
    {
        lock (gate)
        {
            TcpStep[] all = [.. steps];
            steps.Clear();
            return all;
        }
    }

    /// <summary>The data since the last step: what a story that ends without a close still has to tell.</summary>
    public (TcpData? Sent, TcpData? Received) TakeData()
    {
        lock (gate)
        {
            return last ??= conversation.TakeData();
        }
    }

    private void Follow(CapturedPacket packet)
    {
        if (IPPacket.TryRead(packet.Bytes.Span, packet.Length, out var ip) && TcpSegment.TryRead(ip) is { } segment
            && conversation.Follow(segment, packet.Way, packet.Nanoseconds) is { } step && steps.Count < MostSteps)
        {
            steps.Enqueue(step);
        }
    }
}

/// <summary>What is remembered of a connection.</summary>
public enum Keeping
{
    /// <summary>What its segments did.</summary>
    Steps,

    /// <summary>The packets themselves too.</summary>
    Packets,
}
