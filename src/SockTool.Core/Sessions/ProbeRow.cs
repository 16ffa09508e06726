using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Sessions;

/// <summary>What a probe found.</summary>
public enum ProbeState
{
    /// <summary>It was connected to, and every handshake succeeded.</summary>
    Open,

    /// <summary>UDP: a datagram came back.</summary>
    Replied,

    /// <summary>Nobody listens: said by the other side, or by a Unix socket's path that is not there.</summary>
    Refused,
    TimedOut,
    Unreachable,

    /// <summary>UDP: neither an answer nor a refusal. Elsewhere: anything else, as a name that is not resolved, or a wait in which no look came to its end.</summary>
    Unknown,
}

/// <summary>One endpoint as it was found.</summary>
public sealed record ProbeRow(Endpoint Endpoint, ProbeState State)
{
    public bool IsOpen => State is ProbeState.Open or ProbeState.Replied;

    /// <summary>
    /// Whether nobody is there, as far as this side can tell. What is unknown is neither open nor closed, and no more is what
    /// took the connection and did not answer the handshake after it.
    /// </summary>
    public bool IsClosed => State is ProbeState.Refused or ProbeState.TimedOut or ProbeState.Unreachable && Failure is not { Operation: Operation.Handshake };

    /// <summary>Why it is not open; null where it is.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Until it was known: connected, refused or given up.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The first that it said; null where it was not asked for, empty where nothing came in time.</summary>
    public ReadOnlyMemory<byte>? Banner { get; init; }
}
