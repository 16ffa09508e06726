namespace SockTool.Core.Transports;

/// <summary>How the delay between attempts grows.</summary>
public enum RetryBackoff
{
    Exponential,
    Linear,
    Constant,
}

/// <summary>Whether the delays are spread at random, so that many clients do not come back at once.</summary>
public enum RetryJitter
{
    Spread,
    None,
}

/// <summary>When and how often a failed connect is tried again.</summary>
public sealed record RetrySettings
{
    /// <summary>Attempts after the first; <see cref="int.MaxValue"/> for as long as it takes.</summary>
    public int Extra { get; init; }

    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(200);

    public RetryBackoff Backoff { get; init; }

    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time for all attempts together.</summary>
    public TimeSpan Budget { get; init; } = Timeout.InfiniteTimeSpan;

    public RetryJitter Jitter { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
