using System.Globalization;
using System.Runtime.InteropServices;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Transports;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>English: usage and events. Failures, problems of parsing and the help have files of their own.</summary>
internal sealed partial class EnglishMessages : Messages
{
    public override string Error => "error";

    public override string Hint => "hint";

    public override string HowToReport => "this is a bug in sock: please report it with the command line and the output of sock --version";

    public override string OurInputEnded => "our input ended";

    public override string PeerEnded => "the peer ended its stream";

    public override string OptionHeader => "option,asked for,in force";

    public override string NotAsked => "-";

    public override string OutOfRange(string option, string text, long least, long most) => most == int.MaxValue
        ? $"{option}: \"{Safe(text)}\" is not a whole number from {least} to {most}"
        : $"{option}: \"{Safe(text)}\" is not between {least} and {most}";

    public override string DelayOutOfRange(string option, string text) => $"{option}: \"{Safe(text)}\" is not between 0 and 24h";

    public override string NotOneOf(string option, string text, IReadOnlyList<string> choices) =>
        $"{option}: \"{Safe(text)}\" is none of {string.Join(", ", choices)}";

    public override string EmptyFileName(string option) => $"{option} needs the name of a file";

    public override string StreamForFile(string option) => $"{option} needs the name of a file, and - is a standard stream";

    public override string StreamForFileHint => "write ./- for a file of that name";

    public override string NotUnicode(string word) => $"the argument {word} is not UTF-8";

    public override string TakesNoValue(string option) => $"{option} takes no value";

    public override string NotBoth(string one, string other) => $"{one} and {other} contradict each other";

    public override string UnknownField(string option, string name) => $"{option} has no field {{{Safe(name)}}}";

    public override string UnknownFieldHint(string name, IReadOnlyList<string> fields) =>
        $"the fields are {string.Join(", ", fields.Select(field => $"{{{field}}}"))}; to send {{{Safe(name)}}} itself, write {{{{{Safe(name)}}}}}";

    public override string OneFileForAll(string option) => $"{option} needs {{n}}, {{peer}} or {{time}} for more than one client";

    public override string Needs(string option, string other) => $"{option} says nothing without {other}";

    public override string NotASha256(string option, string text, int digits) => $"{option}: 64 hexadecimal digits are expected, and \"{Safe(text)}\" has {digits}";

    public override string NotAMode(string option, string text) => $"{option}: \"{Safe(text)}\" is not an octal file mode such as 0600";

    public override string NothingFollows => "-- needs a command after it";

    public override string NotOnThisSystem(string option) => $"{option} is not supported on this system";

    public override string NeedsCommand(string option) => option == "--shell" ? "--shell needs a command" : $"{option} needs a command after --";

    public override string EmptyProgram(string option) => $"{option}: the name of the program is empty";

    public override string ChildNeedsAddress(string option) => $"{option} lets whoever connects start a program, and no address says from where";

    public override string ChildAddressHint(string word) => char.IsAsciiDigit(word[0])
        ? $"write the address, as in 127.0.0.1:{Safe(word)}, or say from where with --allow NET, or *:{Safe(word)} if everybody is meant"
        : "write the address, as in 127.0.0.1:PORT, or say from where with --allow NET, or *:PORT if everybody is meant";

    public override string ChildEnded(string program, ChildExit exit) =>
        exit.End == ChildEnd.Signaled ? $"{Safe(program)} was ended by signal {exit.Number}" : $"{Safe(program)} ended with exit code {exit.Number}";

    public override string NeedsShell(IReadOnlyList<string> shells) => $"completions needs the name of a shell: {string.Join(", ", shells)}";

    public override string OneShell => "completions are for one shell at a time";

    public override string RelayNeedsTwo => "a relay needs two addresses: where to accept and where to connect to";

    public override string RelayNeedsFrame(string datagrams, string stream) =>
        $"{Safe(datagrams)} is made of datagrams and {Safe(stream)} is a stream: --frame line or --frame length says how the one stands in the other";

    public override string NothingToFrame => "--frame joins datagrams to a stream, and these two ends are of one kind";

    public override string VainWithConsole(string option) => $"{option} says nothing where standard input and output is that end of the relay";

    public override string RelayOfConsole => "only one end of a relay can be standard input and output";

    public override string RelayToDescriptor(string address) => $"{Safe(address)} is one connection, and a relay needs one for every client";

    public override string ProgramDialled(string address) => $"{Safe(address)} is a program for whoever connects to a relay; to standard input and output a shell joins it";

    public override string ProgramDialledHint(string address) => $"run it without sock, or for whoever connects: sock relay 127.0.0.1:50000 '{Safe(address)}'";

    public override string RelayToDescriptorHint(string address) => $"write it first: sock relay {Safe(address)} ADDRESS joins it to one that is dialled";

    public override string StandardStreamTaken(string address) => $"{Safe(address)} is a standard stream, which has its own meaning here";

    public override string StandardStreamHint(int descriptor) => $"hand the socket over as another descriptor: fd:{descriptor + 3} {descriptor + 3}<&{descriptor}";

    public override string ValueMissing(string option) => $"{option} needs a value";

    public override string GivenTwice(string option) => $"{option} is given more than once";

    public override string UnknownOption(string option) => $"unknown option {Safe(option)}";

    public override string UnknownCommand(string command) => $"unknown command {Safe(command)}";

    public override string OptionOf(string option, IReadOnlyList<string> commands) => $"{option} is an option of {string.Join(", ", commands)}";

    public override string DidYouMean(string name) => $"did you mean {name}?";

    public override string SeeHelp(string command) => $"{command} --help shows what there is";

    public override string LeftBehind(string file) => $"what was received is in {Safe(file)}";

    public override string InternalError(string what) => $"internal error: {Safe(what)}";

    public override string Listening(BoundAddress address) => address.Backlog is { } backlog ? $"listening on {Safe(address.Name)} (backlog {backlog})" : $"listening on {Safe(address.Name)}";

    public override string DatagramFrom(string sender, int bytes) => $"datagram of {Bytes(bytes)} from {Safe(sender)}";

    public override string DatagramsLost(string socket, long count) => $"{(count == 1 ? "1 datagram" : $"{count} datagrams")} came faster to {Safe(socket)} than received, and lost";

    public override string DatagramsDropped(string sender) => $"no room for all datagrams of {Safe(sender)}: some are lost";

    public override string Resolved(string host, IReadOnlyList<string> addresses) => $"{Safe(host)} is {string.Join(", ", addresses)}";

    public override string Connecting(string address) => $"connecting to {Safe(address)}";

    public override string Connected(string local, string peer) => local.Length > 0 && local != "unix:" ? $"connected to {Safe(peer)} from {Safe(local)}" : $"connected to {Safe(peer)}";

    public override string Descriptor(int number) => $"the socket is descriptor {number}";

    public override string Accepted(int number, string peer, string local) => $"client {number}: accepted {Safe(peer)} at {Safe(local)}";

    public override string WritesTo(int number, string file) => $"client {number}: goes to {Safe(file)}";

    public override string Refused(string peer) => $"closed {Safe(peer)} at once: the limit of clients is reached";

    public override string ClientEnded(int number, string peer, long sent, long received) =>
        $"client {number}: {Safe(peer)} ended, {Bytes(sent)} sent, {Bytes(received)} received";

    public override string OfClient(int number, string what) => $"client {number}: {what}";

    public override string ChatYouAre(int number) => $"you are <{number}>";

    public override string ChatJoined(int number) => $"<{number}> joined";

    public override string ChatLeft(int number) => $"<{number}> left";

    public override string Retrying(int attempt, TimeSpan delay, Failure? untold) => $"{(untold is null ? "" : $"{WhatFailed(untold)}; ")}attempt {attempt + 1} in {Text(delay)}";

    public override string Reconnecting(Failure failure) => $"{WhatFailed(failure)}; connecting again";

    public override string Finishing(int sessions, TimeSpan within) => within == Timeout.InfiniteTimeSpan
        ? $"waiting for {(sessions == 1 ? "1 session" : $"{sessions} sessions")} to finish"
        : $"waiting {Text(within)} at most for {(sessions == 1 ? "1 session" : $"{sessions} sessions")} to finish";

    public override string Notified(string manager, string state) => $"told {Safe(manager)} {state}";

    public override string NotNotified(string manager, string state, int errno) =>
        $"cannot tell {Safe(manager)} {state}: {System(new Failure(FailureKind.Other, Operation.Write) { Errno = errno })}";

    public override string AcceptPaused(Failure failure) => $"accepting pauses for a second: {System(failure)}";

    public override string LimitedByDescriptors(int most, long limit) => $"at most {most} clients at a time: the process may open {limit} descriptors";

    public override string TimeoutsInForce(OperationLimits limits) =>
        $"timeouts: connect {Text(limits.Connect)}, accept {Text(limits.Accept)}, read {Text(limits.Read)}, write {Text(limits.Write)}";

    public override string ReadSome(bool fromPeer, int count) => fromPeer ? $"read {Bytes(count)} from the peer" : $"read {Bytes(count)} of our input";

    public override string WroteSome(bool toPeer, int count) => toPeer ? $"sent {Bytes(count)} to the peer" : $"wrote {Bytes(count)} to our output";

    private static string Bytes(long count) => count == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{count} bytes");

    private static string Within(Failure failure) => failure.Limit > TimeSpan.Zero ? $"within {Text(failure.Limit)}" : "in time";

    private static string Undelivered(Failure failure) => failure.Bytes > 0 ? $"; {Bytes(failure.Bytes)} not delivered" : "";

    private static string System(Failure failure) => failure.Errno == 0
        ? "not possible"
        : $"{Marshal.GetPInvokeErrorMessage(failure.Errno).ToLowerInvariant()}{Number(failure)}";
}
