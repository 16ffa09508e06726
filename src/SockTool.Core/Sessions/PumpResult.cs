using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>How one direction ended.</summary>
public enum PumpEnd
{
    EndOfInput,
    LimitReached,
    Stopped,
    SourceFailed,
    DestinationFailed,
}

/// <summary>One direction's account: bytes read, bytes the destination took, and how it ended.</summary>
public sealed record PumpResult(PumpEnd End, long Read, long Written, Failure? Failure = null)
{
    /// <summary>A direction that never ran.</summary>
    public static PumpResult Nothing { get; } = new(PumpEnd.Stopped, 0, 0);

    /// <summary>The same with bytes that the source itself had read and could not hand on; none after an orderly end, which is the source's own choice.</summary>
    public PumpResult WithUnsent(long bytes) => IsComplete ? this : this with { Read = Read + bytes };

    /// <summary>Whether everything there was has been passed on.</summary>
    public bool IsComplete => End is PumpEnd.EndOfInput or PumpEnd.LimitReached;
}
