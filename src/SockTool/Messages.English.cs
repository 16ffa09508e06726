using System.Globalization;
using System.Runtime.InteropServices;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Transports;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>English: errors and events. Problems of parsing and the help have files of their own.</summary>
internal sealed partial class EnglishMessages : Messages
{
    public override string Error => "error";

    public override string Hint => "hint";

    public override string HowToReport => "this is a bug in sock: please report it with the command line and the output of sock --version";

    public override string OurInputEnded => "our input ended";

    public override string PeerEnded => "the peer ended its stream";

    public override string OptionHeader => "option,asked for,in force";

    public override string NotAsked => "-";

    public override string WhatFailed(Failure failure) => failure switch
    {
        { Kind: FailureKind.NameNotResolved } => $"cannot resolve {Safe(failure.Subject)}: no such name or no address of the wanted family",
        { Kind: FailureKind.ConnectTimedOut, Limit: var limit } when limit > TimeSpan.Zero => $"cannot connect to {Safe(failure.Subject)}: no answer within {Text(limit)}",
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
        { Kind: FailureKind.CutShort } => $"the stream of {Safe(failure.Subject)} was cut short: its end was not announced",
        { Kind: FailureKind.VerificationFailed } => $"verification failed: expected {failure.Expected}, received {failure.Found}",
        { Kind: FailureKind.InputUnreadable } => $"cannot read {Safe(failure.Subject)}: {System(failure)}",
        { Kind: FailureKind.OutputClosed } => $"the reader of {Safe(failure.Subject)} went away",
        { Kind: FailureKind.OutputUnwritable, Bytes: > 0 } => $"our output did not take {Bytes(failure.Bytes)} of what was received in time",
        { Kind: FailureKind.OutputUnwritable } => $"cannot write {Safe(failure.Subject)}: {System(failure)}",
        { Kind: FailureKind.Signalled } => $"ended by signal {Safe(failure.Subject)}{Undelivered(failure)}",
        { Kind: FailureKind.ChildFailed } => $"{Safe(failure.Subject)} ended with exit code {failure.Number}",
        { Operation: Operation.Option } => $"cannot set {Safe(failure.Subject)}: {System(failure)}",
        { Operation: Operation.Listen } => $"cannot serve anybody: the process may open only {failure.Number} descriptors{Number(failure)}",
        { Operation: Operation.Start } => $"cannot start {Safe(failure.Subject)}: {System(failure)}",
        _ => $"{Safe(failure.Subject)}: {System(failure)}",
    };

    public override string? HintFor(Failure failure) => failure switch
    {
        { Kind: FailureKind.Refused } => "nothing listens there; start the server first, or add --retry 10 to wait for it",
        { Kind: FailureKind.AddressInUse, Subject: var path } when path.StartsWith("unix:", StringComparison.Ordinal) => "a live socket or a file is there; choose another path",
        { Kind: FailureKind.AddressInUse } => "another program has that port; port 0 asks the system for a free one",
        { Kind: FailureKind.CannotBind, Operation: Operation.Bind, Errno: 13 } => "ports below 1024 need a privilege on this system",
        { Kind: FailureKind.OutputUnwritable, Errno: var errno } when errno == Errno.TooManyLinks => "symbolic links are not followed; name the file itself",
        { Operation: Operation.Listen } => "raise the limit with ulimit -n 256",
        { Kind: FailureKind.WouldBlock, Operation: Operation.Connect } => "give the connect a time of its own with --connect-timeout 5s",
        _ => null,
    };

    public override string OutOfRange(string option, string text, long least, long most) => most == int.MaxValue
        ? $"{option}: \"{Safe(text)}\" is not a whole number from {least} to {most}"
        : $"{option}: \"{Safe(text)}\" is not between {least} and {most}";

    public override string DelayOutOfRange(string option, string text) => $"{option}: \"{Safe(text)}\" is not between 0 and 24h";

    public override string NotOneOf(string option, string text, IReadOnlyList<string> choices) =>
        $"{option}: \"{Safe(text)}\" is none of {string.Join(", ", choices)}";

    public override string EmptyFileName(string option) => $"{option} needs the name of a file";

    public override string NotUnicode(string word) => $"the argument {word} is not UTF-8";

    public override string TakesNoValue(string option) => $"{option} takes no value";

    public override string NotBoth(string one, string other) => $"{one} and {other} contradict each other";

    public override string Needs(string option, string other) => $"{option} says nothing without {other}";

    public override string NotAMode(string option, string text) => $"{option}: \"{Safe(text)}\" is not an octal file mode such as 0600";

    public override string RunNeedsCommand() => "--run needs a command after --";

    public override string ValueMissing(string option) => $"{option} needs a value";

    public override string GivenTwice(string option) => $"{option} is given more than once";

    public override string UnknownOption(string option) => $"unknown option {Safe(option)}";

    public override string UnknownCommand(string command) => $"unknown command {Safe(command)}";

    public override string DidYouMean(string name) => $"did you mean {name}?";

    public override string SeeHelp(string command) => $"{command} --help shows what there is";

    public override string LeftBehind(string file) => $"what was received is in {Safe(file)}";

    public override string InternalError(string what) => $"internal error: {Safe(what)}";

    public override string Listening(BoundAddress address) => $"listening on {Safe(address.Name)} (backlog {address.Backlog})";

    public override string Resolved(string host, IReadOnlyList<string> addresses) => $"{Safe(host)} is {string.Join(", ", addresses)}";

    public override string Connecting(string address) => $"connecting to {Safe(address)}";

    public override string Connected(string local, string peer) => local.Length > 0 && local != "unix:" ? $"connected to {Safe(peer)} from {Safe(local)}" : $"connected to {Safe(peer)}";

    public override string Descriptor(int number) => $"the socket is descriptor {number}";

    public override string Accepted(int number, string peer, string local) => $"client {number}: accepted {Safe(peer)} at {Safe(local)}";

    public override string Refused(string peer) => $"closed {Safe(peer)} at once: the limit of clients is reached";

    public override string ClientEnded(int number, string peer, long sent, long received) =>
        $"client {number}: {Safe(peer)} ended, {Bytes(sent)} sent, {Bytes(received)} received";

    public override string ClientFailed(int number, string what) => $"client {number}: {what}";

    public override string Retrying(int attempt, TimeSpan delay, Failure failure) => $"{WhatFailed(failure)}; attempt {attempt + 1} in {Text(delay)}";

    public override string Reconnecting(Failure failure) => $"{WhatFailed(failure)}; connecting again";

    public override string AcceptPaused(Failure failure) => $"accepting pauses for a second: {System(failure)}";

    public override string LimitedByDescriptors(int most, long limit) => $"at most {most} clients at a time: the process may open {limit} descriptors";

    public override string TimeoutsInForce(OperationLimits limits) =>
        $"timeouts: connect {Text(limits.Connect)}, accept {Text(limits.Accept)}, read {Text(limits.Read)}, write {Text(limits.Write)}";

    public override string ReadSome(bool fromPeer, int count) => fromPeer ? $"read {Bytes(count)} from the peer" : $"read {Bytes(count)} of our input";

    public override string WroteSome(bool toPeer, int count) => toPeer ? $"sent {Bytes(count)} to the peer" : $"wrote {Bytes(count)} to our output";

    public override string Sent(long bytes, TimeSpan duration) => $"sent {Bytes(bytes)} in {Seconds(duration)}{Rate(bytes, duration)}";

    public override string Received(long bytes, TimeSpan duration) => $"received {Bytes(bytes)} in {Seconds(duration)}{Rate(bytes, duration)}";

    public override string ConnectedIn(TimeSpan duration) => $"connected in {Seconds(duration)}";

    public override string RoundTrip(TimeSpan rtt, long retransmits, long window) =>
        $"round trip {rtt.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture)} ms, {retransmits} segments sent again, congestion window {window} segments";

    public override string DigestSent(string hash) => $"sha256 sent {hash}";

    public override string DigestReceived(string hash) => $"sha256 received {hash}";

    private static string Safe(string text) => EscapedText.Printable(text);

    private static string Text(TimeSpan duration) => DurationText.Format(duration);

    private static string Bytes(long count) => count == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{count} bytes");

    private static string Seconds(TimeSpan duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.000} s");

    private static string Rate(long bytes, TimeSpan duration) => bytes > 0 && duration > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $", {bytes / duration.TotalSeconds / 1e6:0.0} MB/s")
        : "";

    private static string Within(Failure failure) => failure.Limit > TimeSpan.Zero ? $"within {Text(failure.Limit)}" : "in time";

    private static string Undelivered(Failure failure) => failure.Bytes > 0 ? $"; {Bytes(failure.Bytes)} not delivered" : "";

    private static string Number(Failure failure) => failure.Errno == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Errno.NameOf(failure.Errno)} {failure.Errno})");

    private static string System(Failure failure) => failure.Errno == 0
        ? "not possible"
        : $"{Marshal.GetPInvokeErrorMessage(failure.Errno).ToLowerInvariant()}{Number(failure)}";
}
