namespace SockTool.Core.Sessions;

/// <summary>Which ways of a session are used.</summary>
public enum Directions
{
    Both,
    SendOnly,
    ReceiveOnly,
}

/// <summary>In which order the two ways run.</summary>
public enum Interleaving
{
    AtOnce,

    /// <summary>First everything is sent, then received: without blocking, "nothing there yet" would come before the question.</summary>
    SendFirst,
}

/// <summary>What the end of our input does to the peer.</summary>
public enum InputEnd
{
    HalfClose,
    KeepOpen,
}

/// <summary>What the end of the peer's stream does to what we still have to say.</summary>
public enum PeerClose
{
    /// <summary>Sending goes on until our input ends or a write fails.</summary>
    Finish,

    /// <summary>An input that has begun is sent to its end; one that has not said a word does not hold the session.</summary>
    FinishWhatBegan,

    /// <summary>The session ends; what was read from our input and not delivered is counted.</summary>
    Quit,
}

/// <summary>What our own end of a session is.</summary>
public enum LocalEnd
{
    /// <summary>Streams of this process: standard input and output, files.</summary>
    Streams,

    /// <summary>Somebody at a keyboard: who stops typing has said what was to be said.</summary>
    Terminal,

    /// <summary>A connection like the peer's: what was cut on the one side must not look complete on the other.</summary>
    Connection,
}

/// <summary>How our side closes.</summary>
public enum CloseMode
{
    Fin,
    Reset,
}

/// <summary>The end policy of one session.</summary>
public sealed record RelaySettings
{
    public Directions Directions { get; init; }

    public Interleaving Interleaving { get; init; }

    public InputEnd InputEnd { get; init; }

    public PeerClose PeerClose { get; init; }

    public CloseMode Close { get; init; }

    public LocalEnd Local { get; init; }

    /// <summary>How long to wait for the peer after our input ended.</summary>
    public TimeSpan Linger { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The longest silence, both ways together.</summary>
    public TimeSpan Idle { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>After one way ended, how long a silence ends the session in order: for peers whose end nobody is told of.</summary>
    public TimeSpan Quiet { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The most bytes that one read of our input asks for; null leaves it to the pump.</summary>
    public int? SendSize { get; init; }

    /// <summary>The most bytes that one receive asks for; null leaves it to the pump.</summary>
    public int? ReceiveSize { get; init; }

    /// <summary>The session ends after this many received bytes.</summary>
    public long MaxReceive { get; init; } = long.MaxValue;

    public PumpEngine Engine { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
