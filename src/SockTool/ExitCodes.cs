using SockTool.Core.Connections;

namespace SockTool;

/// <summary>The exit codes: a contract with scripts. The only place where a failure becomes a number.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Usage = 2;
    public const int InternalError = 70;
    private const int SignalBase = 128;

    /// <summary>Every code, as the help lists them, and the stable word of what it stands for.</summary>
    public static readonly IReadOnlyList<(string Code, string Cause)> Table =
    [
        ("0", "done"), ("1", "failed"), ("2", "usage"),
        ("10", "not-resolved"), ("11", "refused"), ("12", "unreachable"), ("13", "connect-timed-out"), ("14", "address-in-use"), ("15", "cannot-bind"),
        ("20", "nobody-connected"), ("21", "idle"), ("22", "deadline"), ("23", "would-block"), ("24", "timed-out"),
        ("30", "reset"), ("31", "peer-took-less"), ("32", "cut-short"),
        ("40", "tls-failed"), ("41", "proxy-failed"), ("50", "verification-failed"),
        ("60", "input-unreadable"), ("61", "output-unwritable"), ("70", "bug"),
        ("129, 130, 131, 143", "signal"), ("141", "output-closed"),
    ];

    /// <summary>What a shell shows for a process that signal <paramref name="number"/> ended.</summary>
    public static int OfSignal(int number) => SignalBase + number;

    public static int Of(Failure? failure) => failure is null ? Done : failure.Kind switch
    {
        FailureKind.ListMalformed or FailureKind.SessionMalformed => Usage,
        FailureKind.NameNotResolved => 10,
        FailureKind.Refused => 11,
        FailureKind.Unreachable => 12,
        FailureKind.ConnectTimedOut => 13,
        FailureKind.AddressInUse => 14,
        FailureKind.CannotBind => 15,
        FailureKind.NobodyConnected => 20,
        FailureKind.Idle => 21,
        FailureKind.Deadline => 22,
        FailureKind.WouldBlock => 23,
        FailureKind.TimedOut => 24,
        FailureKind.Reset => 30,
        FailureKind.PeerTookLess => 31,
        FailureKind.CutShort => 32,
        FailureKind.TlsFailed => 40,
        FailureKind.ProxyFailed => 41,
        FailureKind.VerificationFailed => 50,
        FailureKind.InputUnreadable or FailureKind.NotText => 60,
        FailureKind.OutputUnwritable => 61,
        FailureKind.OutputClosed => 141,
        FailureKind.Signalled => OfSignal(failure.Number),
        FailureKind.ChildFailed => failure.Number,
        _ => 1,
    };

    /// <summary>The stable word for a failure in a verdict: never translated, never renamed.</summary>
    public static string CauseOf(Failure? failure) => failure is null ? "done" : failure.Kind switch
    {
        FailureKind.NameNotResolved => "not-resolved",
        FailureKind.Refused => "refused",
        FailureKind.Unreachable => "unreachable",
        FailureKind.ConnectTimedOut => "connect-timed-out",
        FailureKind.AddressInUse => "address-in-use",
        FailureKind.CannotBind => "cannot-bind",
        FailureKind.NobodyConnected => "nobody-connected",
        FailureKind.Idle => "idle",
        FailureKind.Deadline => "deadline",
        FailureKind.WouldBlock => "would-block",
        FailureKind.TimedOut => "timed-out",
        FailureKind.Reset => "reset",
        FailureKind.PeerTookLess => "peer-took-less",
        FailureKind.CutShort => "cut-short",
        FailureKind.CutOnPurpose => "cut-on-purpose",
        FailureKind.TlsFailed => "tls-failed",
        FailureKind.ProxyFailed => "proxy-failed",
        FailureKind.UpgradeRefused => "upgrade-refused",
        FailureKind.NotFramable => "not-framable",
        FailureKind.NotText => "not-text",
        FailureKind.ListMalformed => "list-malformed",
        FailureKind.SessionMalformed => "session-malformed",
        FailureKind.VerificationFailed => "verification-failed",
        FailureKind.InputUnreadable => "input-unreadable",
        FailureKind.OutputUnwritable => "output-unwritable",
        FailureKind.OutputClosed => "output-closed",
        FailureKind.Signalled => "signal",
        FailureKind.ChildFailed => "command-failed",
        FailureKind.StillOpen => "still-open",
        _ => "failed",
    };
}
