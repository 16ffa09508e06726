namespace SockTool.Core.Observers;

/// <summary>How far a run is.</summary>
public sealed record ProgressReport(ProgressWay Sent, ProgressWay Received)
{
    /// <summary>The way whose end is known; where both are, the one with more to go.</summary>
    public ProgressWay? Measured => (Sent.Total, Received.Total) switch
    {
        (null, null) => null,
        (_, null) => Sent,
        (null, _) => Received,
        _ => Sent.Left >= Received.Left ? Sent : Received,
    };
}

/// <summary>How far one direction is.</summary>
/// <param name="Bytes">What the other end has taken.</param>
/// <param name="Rate">Bytes a second, over the last seconds.</param>
/// <param name="Total">How many there will be; null where nobody knows.</param>
public sealed record ProgressWay(long Bytes, double Rate, long? Total)
{
    public long Left => Math.Max(0, (Total ?? 0) - Bytes);

    /// <summary>0 to 1.</summary>
    public double Part => Total is > 0 and var total ? Math.Min(1, (double)Bytes / total) : 1;

    /// <summary>null while nothing moves.</summary>
    public TimeSpan? TimeLeft => Total is null || Rate <= 0 || Left / Rate > TimeSpan.MaxValue.TotalSeconds / 2 ? null : TimeSpan.FromSeconds(Left / Rate);
}
