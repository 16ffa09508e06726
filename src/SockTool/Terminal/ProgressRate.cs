namespace SockTool.Terminal;

/// <summary>How fast something grows: over the last seconds, so that a pause shows soon and a moment does not.</summary>
internal sealed class ProgressRate(TimeProvider clock)
{
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(3);

    private readonly Queue<(long At, long Count)> seen = new();

    /// <summary>Notes <paramref name="count"/>, and returns by how much it grew each second.</summary>
    public double Of(long count)
    {
        var now = clock.GetTimestamp();
        seen.Enqueue((now, count));
        while (seen.Count > 2 && clock.GetElapsedTime(seen.Peek().At, now) > Memory)
        {
            seen.Dequeue();
        }

        var (since, before) = seen.Peek();
        return clock.GetElapsedTime(since, now) is { Ticks: > 0 } passed ? (count - before) / passed.TotalSeconds : 0;
    }
}
