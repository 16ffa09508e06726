using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;

namespace SockTool;

/// <summary>The one record of a run.</summary>
internal sealed record Verdict
{
    public required string Command { get; init; }

    /// <summary>What the exit code says; null for a run that kept the promise.</summary>
    public Failure? Failure { get; init; }

    public string Local { get; init; } = "";

    public string Peer { get; init; } = "";

    /// <summary>Connects tried.</summary>
    public int Attempts { get; init; }

    public IReadOnlyList<SessionResult> Sessions { get; init; } = [];

    public RunTimings Timings { get; init; } = new();

    /// <summary>SHA-256 of what passed; null where it was not asked for.</summary>
    public Digests? Digest { get; init; }

    public bool IsServer { get; init; }

    /// <summary>Whether there could be several, each with an account of its own.</summary>
    public bool HasManyClients { get; init; }

    /// <summary>The program that takes our place after a run that kept the promise; empty for none.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    public long BytesSent => Sessions.Sum(session => session.BytesSent);

    public long BytesReceived => Sessions.Sum(session => session.BytesReceived);

    public long BytesNotDelivered => Sessions.Sum(session => session.BytesNotDelivered);
}

/// <summary>How long the parts of a run took; null for what did not happen.</summary>
internal sealed record RunTimings
{
    public TimeSpan? Resolve { get; init; }

    public TimeSpan? Connect { get; init; }

    /// <summary>Of TLS.</summary>
    public TimeSpan? Handshake { get; init; }

    public TimeSpan? FirstByte { get; init; }

    public TimeSpan Total { get; init; }
}
