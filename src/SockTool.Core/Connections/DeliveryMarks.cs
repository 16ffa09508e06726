namespace SockTool.Core.Connections;

/// <summary>
/// Which of our bytes are delivered when the carrier's are: after each send, how many of ours and how many of its there
/// are by then. A part of a record or a frame is worth nothing to the peer.
/// </summary>
internal sealed class DeliveryMarks
{
    // Where nobody asks, as in a long session, neighbours are merged: the answer is exact again once all has arrived.
    private const int Most = 1024;

    private readonly Queue<(long Carried, long Ours)> marks = new();
    private readonly Lock gate = new();
    private long total;
    private long delivered;

    public void Add(int ours, long carried)
    {
        lock (gate)
        {
            total += ours;
            if (marks.Count == Most)
            {
                Halve();
            }

            marks.Enqueue((carried, total));
        }
    }

    public long DeliveredAt(long carried)
    {
        lock (gate)
        {
            while (marks.TryPeek(out var mark) && mark.Carried <= carried)
            {
                delivered = marks.Dequeue().Ours;
            }

            return delivered;
        }
    }

    private void Halve()
    {
        for (var i = 0; i < Most / 2; i++)
        {
            marks.Dequeue();
            marks.Enqueue(marks.Dequeue());
        }
    }
}
