using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>The account of one session. Without a <see cref="Failure"/> the promise held: all sent was acknowledged, all received was written.</summary>
public sealed record SessionResult
{
    public string Local { get; init; } = "";

    public string Peer { get; init; } = "";

    /// <summary>The other side of a relay, which was dialled for the peer; null where the session is with us.</summary>
    public string? To { get; init; }

    /// <summary>How long dialling it took; null where it came to nothing.</summary>
    public TimeSpan? Connect { get; init; }

    /// <summary>Bytes of ours that reached the peer's kernel, as far as the system tells.</summary>
    public long BytesSent { get; init; }

    /// <summary>Bytes of the peer's that reached our output.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Bytes that were read from our input and did not reach the peer's kernel.</summary>
    public long BytesNotDelivered { get; init; }

    public EndedBy EndedBy { get; init; }

    public SessionEnd End { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>From the start of the session to the peer's first byte; null where none came.</summary>
    public TimeSpan? FirstByte { get; init; }

    /// <summary>From the start of the session to its end.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The kernel's last view of the connection; null where it has none.</summary>
    public Native.TcpInfo? Tcp { get; init; }

    /// <summary>The hashes of what passed; null where they were not asked for.</summary>
    public Observers.Digests? Digest { get; init; }

    /// <summary>How the child of the session ended; null where there was none.</summary>
    public Native.ChildExit? Child { get; init; }

    /// <summary>One account of this session and a later one: the sums, the longest time, the first failure, and otherwise the last word.</summary>
    public SessionResult And(SessionResult later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return later with
        {
            BytesSent = BytesSent + later.BytesSent,
            BytesReceived = BytesReceived + later.BytesReceived,
            BytesNotDelivered = BytesNotDelivered + later.BytesNotDelivered,
            Failure = Failure ?? later.Failure,
            FirstByte = FirstByte ?? later.FirstByte,
            Duration = Duration > later.Duration ? Duration : later.Duration,
        };
    }
}
