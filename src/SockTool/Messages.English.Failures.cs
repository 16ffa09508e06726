using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool;

/// <summary>English: what failed, and what to do about it.</summary>
internal sealed partial class EnglishMessages
{
    public override string WhatFailed(Failure failure) => failure switch
    {
        { Problem: HandshakeProblem.ProxyUnreached, Kind: not FailureKind.ProxyFailed } => WhatKeptFromProxy(failure),
        { Kind: FailureKind.NameNotResolved } => $"cannot resolve {Safe(failure.Subject)}: no such name or no address of the wanted family",
        { Kind: FailureKind.CannotBind, Operation: Operation.Resolve } => $"cannot use {Safe(failure.Subject)}: this system has no network interface {Safe(failure.Expected)}",
        { Problem: HandshakeProblem.Crowded } => $"{Safe(failure.Subject)} was dropped in its handshake: {CommonProblem(failure)}",
        { Kind: FailureKind.NotFramable } => $"a datagram for {Safe(failure.Subject)} has a line end inside and is no line",
        { Kind: FailureKind.TlsFailed } => WhatFailedInTls(failure),
        { Kind: FailureKind.ProxyFailed } => WhatFailedAtProxy(failure),
        { Kind: FailureKind.UpgradeRefused } => WhatFailedInUpgrade(failure),
        { Kind: FailureKind.Refused, Operation: Operation.Read or Operation.Write } => $"{Safe(failure.Subject)} takes no datagrams: {System(failure)}",
        { Kind: FailureKind.ConnectTimedOut, Operation: Operation.Handshake } => WhatFailedInUpgrade(failure),
        { Kind: FailureKind.ConnectTimedOut, Operation: Operation.Run } => $"no look at {Safe(failure.Subject)} came to its end within {Text(failure.Limit)}",
        { Kind: FailureKind.ConnectTimedOut, Limit: var limit } when limit > TimeSpan.Zero => $"cannot connect to {Safe(failure.Subject)}: no answer within {Text(limit)}",
        { Kind: FailureKind.StillOpen } => failure.Limit == TimeSpan.Zero ? $"{Safe(failure.Subject)} is open" : $"{Safe(failure.Subject)} was still open after {Text(failure.Limit)}",
        { Operation: Operation.Inherit } => WhatFailedToInherit(failure),
        { Kind: FailureKind.Reset } => $"{Safe(failure.Subject)} reset the connection{Number(failure)}{Undelivered(failure)}",
        { Operation: Operation.Connect, Attempts.Count: > 1 } => $"cannot connect: {string.Join("; ", failure.Attempts.Select(one => $"{Safe(one.Subject)}: {System(one)}"))}",
        { Kind: FailureKind.WouldBlock, Operation: Operation.Connect } => $"connect to {Safe(failure.Subject)} would block{Number(failure)}",
        { Operation: Operation.Connect } => $"cannot connect to {Safe(failure.Subject)}: {System(failure)}",
        { Kind: FailureKind.AddressInUse } => $"cannot listen on {Safe(failure.Subject)}: {System(failure)}",
        { Operation: Operation.Bind } => $"cannot bind {Safe(failure.Subject)}: {System(failure)}",
        { Kind: FailureKind.NobodyConnected } => $"nobody connected to {Safe(failure.Subject)} within {Text(failure.Limit)}",
        { Kind: FailureKind.Idle } => $"no byte either way for {Text(failure.Limit)}{Undelivered(failure)}",
        { Kind: FailureKind.Deadline } => $"the deadline of {Text(failure.Limit)} was reached{Undelivered(failure)}",
        { Kind: FailureKind.WouldBlock, Operation: Operation.Accept } => $"accept on {Safe(failure.Subject)} would block: no client is waiting",
        { Kind: FailureKind.WouldBlock, Operation: Operation.Write } => $"write to {Safe(failure.Subject)} would block: a short send took {failure.Bytes} of {Bytes(failure.Offered)}",
        { Kind: FailureKind.WouldBlock } => $"read from {Safe(failure.Subject)} would block: nothing more is there",
        { Kind: FailureKind.TimedOut, Operation: Operation.Write } => $"{Safe(failure.Subject)} took nothing {Within(failure)}{Undelivered(failure)}",
        { Kind: FailureKind.TimedOut } => $"{Safe(failure.Subject)} sent nothing {Within(failure)}{Undelivered(failure)}",
        { Kind: FailureKind.PeerTookLess, Operation: Operation.Run } => $"{Safe(failure.Subject)} was too slow for the others and was dropped: {Bytes(failure.Bytes)} not delivered",
        { Kind: FailureKind.PeerTookLess } => $"{Safe(failure.Subject)} closed before taking all our data: {Bytes(failure.Bytes)} not delivered",
        { Kind: FailureKind.CutShort } => WhatCutItShort(failure) + Undelivered(failure),
        { Kind: FailureKind.CutOnPurpose } => $"{Safe(failure.Subject)} was cut, as asked for",
        { Kind: FailureKind.SessionMalformed } => WhatIsWrongWithSession(failure),
        { Kind: FailureKind.VerificationFailed, Session: not SessionProblem.None } => WhatDiffersInSession(failure),
        { Kind: FailureKind.VerificationFailed, Expected: "" } => $"verification failed: expected {Bytes(failure.Offered)}, received {failure.Bytes}",
        { Kind: FailureKind.VerificationFailed } => $"verification failed: expected {failure.Expected}, received {failure.Found}",
        { Kind: FailureKind.NotText } => $"what is to be sent is not UTF-8, of which a text message is made: {Safe(failure.Found)}",
        { Kind: FailureKind.ListMalformed } => WhatIsWrongWithList(failure),
        { Operation: Operation.ReadAgain } => $"cannot read {Safe(failure.Subject)} a second time: it is not a regular file",
        { Kind: FailureKind.InputUnreadable } => $"cannot read {Safe(failure.Subject)}: {System(failure)}",
        { Kind: FailureKind.OutputClosed } => $"the reader of {Safe(failure.Subject)} went away",
        { Kind: FailureKind.OutputUnwritable, Errno: 0, Bytes: > 0 } => $"our output did not take {Bytes(failure.Bytes)} of what was received in time",
        { Kind: FailureKind.OutputUnwritable } => $"cannot write {Safe(failure.Subject)}: {System(failure)}",
        { Kind: FailureKind.Signalled } => $"ended by signal {Safe(failure.Subject)}{Undelivered(failure)}",
        { Kind: FailureKind.ChildFailed } => $"{Safe(failure.Subject)} ended with exit code {failure.Number}",
        { Operation: Operation.Option } => $"cannot set {Safe(failure.Subject)}: {System(failure)}",
        { Operation: Operation.Listen } => $"cannot serve anybody: the process may open only {failure.Number} descriptors{Number(failure)}",
        { Operation: Operation.Start } => $"cannot start {Safe(failure.Subject)}: {System(failure)}",
        { Operation: Operation.Run } => $"{Safe(failure.Subject)} cannot go on: {System(failure)}",
        _ => $"{Safe(failure.Subject)}: {System(failure)}",
    };

    public override string EndedAtOnce(Failure signal) => $"ended at once by a second signal, {Safe(signal.Subject)}: what was under way is cut off";

    private static string WhatFailedToInherit(Failure failure) => (failure.Kind, Errno.NameOf(failure.Errno)) switch
    {
        (FailureKind.NobodyConnected, _) => $"{Safe(failure.Subject)} was the only connection, and it did not become a client",
        _ when failure.Errno == 0 => $"cannot use {Safe(failure.Subject)}: --allow and --deny tell clients apart by their address, and there they have none",
        (_, "EBADF") => $"cannot use {Safe(failure.Subject)}: nobody handed it over{Number(failure)}",
        (_, "ENOTSOCK") => $"cannot use {Safe(failure.Subject)}: it is not a socket{Number(failure)}",
        (_, "EPROTOTYPE") => $"cannot use {Safe(failure.Subject)}: it is not a stream socket{Number(failure)}",
        (_, "EAFNOSUPPORT") => $"cannot use {Safe(failure.Subject)}: it is neither a TCP nor a Unix socket{Number(failure)}",
        (_, "ENOTCONN") => $"cannot use {Safe(failure.Subject)}: it is not connected{Number(failure)}",
        (_, "EINVAL") => $"cannot use {Safe(failure.Subject)}: it is neither connected nor listening{Number(failure)}",
        (_, "EPERM") => $"cannot use {Safe(failure.Subject)}: a listening socket cannot be a standard stream{Number(failure)}",
        _ => $"cannot use {Safe(failure.Subject)}: {System(failure)}",
    };

    public override string? HintFor(Failure failure) => failure switch
    {
        { Kind: FailureKind.NotFramable } => "--frame length carries any datagram",
        { Kind: FailureKind.TlsFailed } => HintForTls(failure),
        { Kind: FailureKind.SessionMalformed, Malformed.Kind: ParseProblemKind.EscapeUnknown } => @"the escapes are \n \r \t \0 \\ \"" and \xHH",
        { Malformed: { } problem } => HintFor(problem),
        { Kind: FailureKind.Refused, Operation: Operation.Read or Operation.Write } => "nothing listens there; start the server first",
        { Kind: FailureKind.Refused, Awaited: true } => null,
        { Kind: FailureKind.Refused } => "nothing listens there; start the server first, or wait for it: connect --retry 10, probe --wait 10s",
        { Kind: FailureKind.AddressInUse, Subject: var path } when path.StartsWith("unix:", StringComparison.Ordinal) => "a live socket or a file is there; choose another path",
        { Kind: FailureKind.AddressInUse } => "another program has that port; port 0 asks the system for a free one",
        { Kind: FailureKind.CannotBind } when WithZone(failure) is { } address => $"a link-local address needs the network interface it is on: {address}",
        { Kind: FailureKind.CannotBind, Operation: Operation.Connect, Errno: 13 } => "a broadcast address needs -o broadcast",
        { Kind: FailureKind.CannotBind, Operation: Operation.Bind, Errno: 13 } => "ports below 1024 need a privilege on this system",
        { Kind: FailureKind.OutputUnwritable, Errno: var errno } when errno == Errno.TooManyLinks => "symbolic links are not followed; name the file itself",
        { Kind: FailureKind.OutputUnwritable, Errno: var errno } when errno == Errno.NobodyThere || errno == Errno.TryAgain => "nobody reads it; the reader of a FIFO has to be there",
        { Operation: Operation.Listen } => "raise the limit with ulimit -n 256",
        { Kind: FailureKind.ProxyFailed } => HintForProxy(failure),
        { Kind: FailureKind.WouldBlock, Operation: Operation.Connect } => "give the connect a time of its own with --connect-timeout 5s",
        _ => null,
    };
}
