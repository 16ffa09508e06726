using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Core.Connections;

/// <summary>Why something expected went wrong; one exit code each.</summary>
public enum FailureKind
{
    Other,
    NameNotResolved,
    Refused,
    Unreachable,
    ConnectTimedOut,
    AddressInUse,
    CannotBind,
    NobodyConnected,
    Idle,
    Deadline,
    WouldBlock,
    TimedOut,
    Reset,
    PeerTookLess,
    CutShort,

    /// <summary>By us, as was asked for: it ends the session and is no failure of the run's.</summary>
    CutOnPurpose,

    VerificationFailed,
    InputUnreadable,
    OutputUnwritable,
    OutputClosed,
    Signalled,
    ChildFailed,
    TlsFailed,
    ProxyFailed,
    UpgradeRefused,
    NotFramable,
    NotText,
    StillOpen,
    ListMalformed,
    SessionMalformed,
}

/// <summary>What was being done when it went wrong.</summary>
public enum Operation
{
    Resolve,
    Bind,
    Listen,
    Accept,
    Connect,
    Handshake,
    Option,
    Read,

    /// <summary>A read of what was read before.</summary>
    ReadAgain,
    Write,
    Open,
    Inherit,
    Rename,
    Start,
    Run,
    Verify,
}

/// <summary>An expected failure as a value: what kind, during which operation, on what, and the system's own number for it.</summary>
public sealed record Failure(FailureKind Kind, Operation Operation)
{
    /// <summary>The address, file or program concerned; empty where there is only one it could be.</summary>
    public string Subject { get; init; } = "";

    /// <summary>errno(3) on Unix, the Winsock code on Windows; 0 where the system had no part in it.</summary>
    public int Errno { get; init; }

    /// <summary>Bytes that were not delivered; for a short send, those that were; for a verification, those that were received.</summary>
    public long Bytes { get; init; }

    /// <summary>How many bytes a short send was offered, or a verification was to find.</summary>
    public long Offered { get; init; }

    /// <summary>The signal, the child's exit code, or the limit that the failure is about.</summary>
    public int Number { get; init; }

    /// <summary>What was wrong, where a handshake failed.</summary>
    public HandshakeProblem Problem { get; init; }

    /// <summary>What is wrong with a session file or with what came in its place, where that is it; <see cref="Number"/> is the line.</summary>
    public SessionProblem Session { get; init; }

    /// <summary>What was to be found, where a verification or a handshake failed.</summary>
    public string Expected { get; init; } = "";

    /// <summary>What was found instead.</summary>
    public string Found { get; init; } = "";

    /// <summary>What is wrong with a word of a file, where that is it; <see cref="Number"/> is its line.</summary>
    public ParseProblem? Malformed { get; init; }

    /// <summary>Why <see cref="Found"/> is no regular expression, where that is it.</summary>
    public PatternProblem? Pattern { get; init; }

    /// <summary>The limit that ran out, where one did.</summary>
    public TimeSpan Limit { get; init; }

    /// <summary>Whether it was tried again, or waited for something else, as long as was asked for.</summary>
    public bool Awaited { get; init; }

    /// <summary>Every attempt behind this failure, where several addresses were tried.</summary>
    public IReadOnlyList<Failure> Attempts { get; init; } = [];
}
