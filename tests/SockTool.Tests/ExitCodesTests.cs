using SockTool.Core.Connections;

namespace SockTool.Tests;

/// <summary>The table of CLI.md, "Exit codes": scripts are written against it.</summary>
public sealed class ExitCodesTests
{
    [Theory]
    [InlineData(FailureKind.Other, 1, "failed")]
    [InlineData(FailureKind.ListMalformed, 2, "list-malformed")]
    [InlineData(FailureKind.SessionMalformed, 2, "session-malformed")]
    [InlineData(FailureKind.NameNotResolved, 10, "not-resolved")]
    [InlineData(FailureKind.Refused, 11, "refused")]
    [InlineData(FailureKind.Unreachable, 12, "unreachable")]
    [InlineData(FailureKind.ConnectTimedOut, 13, "connect-timed-out")]
    [InlineData(FailureKind.AddressInUse, 14, "address-in-use")]
    [InlineData(FailureKind.CannotBind, 15, "cannot-bind")]
    [InlineData(FailureKind.NobodyConnected, 20, "nobody-connected")]
    [InlineData(FailureKind.Idle, 21, "idle")]
    [InlineData(FailureKind.Deadline, 22, "deadline")]
    [InlineData(FailureKind.WouldBlock, 23, "would-block")]
    [InlineData(FailureKind.TimedOut, 24, "timed-out")]
    [InlineData(FailureKind.Reset, 30, "reset")]
    [InlineData(FailureKind.PeerTookLess, 31, "peer-took-less")]
    [InlineData(FailureKind.CutShort, 32, "cut-short")]
    [InlineData(FailureKind.TlsFailed, 40, "tls-failed")]
    [InlineData(FailureKind.ProxyFailed, 41, "proxy-failed")]
    [InlineData(FailureKind.UpgradeRefused, 1, "upgrade-refused")]
    [InlineData(FailureKind.NotFramable, 1, "not-framable")]
    [InlineData(FailureKind.NotText, 60, "not-text")]
    [InlineData(FailureKind.VerificationFailed, 50, "verification-failed")]
    [InlineData(FailureKind.InputUnreadable, 60, "input-unreadable")]
    [InlineData(FailureKind.OutputUnwritable, 61, "output-unwritable")]
    [InlineData(FailureKind.OutputClosed, 141, "output-closed")]
    [InlineData(FailureKind.Signalled, 143, "signal", 15)]
    [InlineData(FailureKind.ChildFailed, 7, "command-failed", 7)]
    public void Each_kind_of_failure_has_its_code_and_its_word(FailureKind kind, int code, string cause, int number = 0)
    {
        var failure = new Failure(kind, Operation.Run) { Number = number };
        Assert.Equal((code, cause), (ExitCodes.Of(failure), ExitCodes.CauseOf(failure)));
    }

    [Fact]
    public void No_failure_is_0() => Assert.Equal((0, "done"), (ExitCodes.Of(null), ExitCodes.CauseOf(null)));

    // They share the code of a failure without one, of an input that cannot be read, or of a list that is none; one never ends a run.
    private static readonly FailureKind[] WithoutCode = [FailureKind.SessionMalformed, FailureKind.UpgradeRefused, FailureKind.NotFramable, FailureKind.NotText, FailureKind.StillOpen, FailureKind.CutOnPurpose];

    [Fact]
    public void No_two_kinds_share_a_code_or_a_word()
    {
        var all = Enum.GetValues<FailureKind>().Except([FailureKind.Signalled, FailureKind.ChildFailed]).Select(kind => new Failure(kind, Operation.Run)).ToList();
        Assert.Equal(all.Count - WithoutCode.Length, all.Select(ExitCodes.Of).Distinct().Count());
        Assert.Equal(all.Count, all.Select(ExitCodes.CauseOf).Distinct(StringComparer.Ordinal).Count());
    }
}
