using System.Globalization;
using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Packets;
using SockTool.Core.Transports;

namespace SockTool;

/// <summary>English: a connection's story, in the words of RFC 9293.</summary>
internal sealed partial class EnglishMessages
{
    public override string StoryUpgraded => "the WebSocket stands: from here on the segments carry its frames";

    public override string PacketsAreReal => "real packets as the kernel saw them; checksums of packets that leave may be left to the network card";

    public override string PacketsAreRebuilt =>
        "rebuilt from what sock read and wrote, because packets could not be captured: bytes, order and ends are true, sequence numbers, acknowledgements, windows and segment sizes are not";

    public override string NotExplained(string option, string address) => $"{option} tells the story of a TCP connection, and {Safe(address)} has none";

    public override string NotExplainedHint(string address) => address.StartsWith("udp:", StringComparison.Ordinal)
        ? "UDP has no handshake, no acknowledgement and no end: a datagram is all there is, and -vv tells of each"
        : "-vv tells of each read and write, and of who ended";

    public override string NotCaptured(string option, string address) => $"{option} writes the packets of TCP and UDP, and {Safe(address)} has none";

    public override string StoryNoNumbers(int errno) => errno switch
    {
        0 => "no sequence numbers: on this system packets are not captured",
        Errno.OperationNotPermitted or Errno.NotPermitted => "no sequence numbers: to see the segments needs capture rights, root or CAP_NET_RAW; the states are the kernel's",
        _ => $"no sequence numbers: packets cannot be captured here ({Errno.NameOf(errno)}); the states are the kernel's",
    };

    public override string StoryResolved(string host, IReadOnlyList<string> addresses, TimeSpan took) =>
        $"tcp name resolution: {Safe(host)} is {string.Join(", ", addresses)} (after {Milliseconds(took)})";

    public override string StorySegment(TcpStep step) =>
        $"{(step.Way == PacketWay.ToPeer ? "sent    " : "received")} {TcpControlText.Of(step.Segment.Flags),-11} seq {Number(step.Sequence)}"
        + (step.Acknowledged is { } acknowledged ? $", ack {Number(acknowledged)}" : "")
        + (step.Segment.Bytes > 0 ? $", {Bytes(step.Segment.Bytes)}" : "")
        + (step.Segment.Has(TcpControl.Syn) ? Offers(step.Segment) : "")
        + (step.IsAgain ? ", sent again" : "")
        + (step.Became is { } state ? $" -> {TcpStateText.Of(state)}{MeaningOf(state)}" : "");

    public override string StoryData(TcpData? sent, TcpData? received) => "data     " + string.Join("; ", ((string?[])[Passed("sent", sent), Passed("received", received)]).OfType<string>());

    public override string StoryBytes(long sent, long received) => $"data     sent {Bytes(sent)}; received {Bytes(received)}";

    public override string StoryConnecting(Flow flow) => $"connect(2) sent a SYN from {flow.Local} to {flow.Remote} and waits (EINPROGRESS): SYN-SENT";

    public override string StoryState(TableEntry entry, StateSource source, Meaning meaning) =>
        $"kernel   {Says(source)} {TcpStateText.Of(entry.State)}"
        + (entry.Left is { } left ? string.Create(CultureInfo.InvariantCulture, $", for another {left.TotalSeconds:F1} s") : "")
        + (meaning == Meaning.Told ? MeaningOf(entry.State) : "");

    public override string StoryUnfinished(TcpState state) => $"kernel   the connection is still in {TcpStateText.Of(state)}: the rest of its close happens without sock";

    public override string StoryOptions(Flow flow, TcpView view) =>
        $"options  {flow.Local} with {flow.Remote}: rtt {Milliseconds(view.RoundTrip)}, segments of {Bytes(view.SegmentSize)}"
        + (view.Scale is { } scale ? $", window scale {scale.Ours} here and {scale.Theirs} there" : ", no window scale")
        + (view.SelectiveAcknowledgement ? ", SACK" : "") + (view.Timestamps ? ", timestamps" : "") + (view.CongestionMarks ? ", ECN" : "")
        + (view.CongestionControl.Length > 0 ? $", congestion control {Safe(view.CongestionControl)}" : "");

    public override string StoryFailed(Failure failure) => failure.Errno != 0 ? $"connect(2) failed with {Errno.NameOf(failure.Errno)}: CLOSED" : $"{WhatFailed(failure)}: CLOSED";

    public override string StorySecured(TlsFacts facts) => $"{facts.Version} stands after a handshake of {Milliseconds(facts.Took)}: from here on the segments carry encrypted records";

    public override string NoStory(string name) => $"{Safe(name)} is no TCP connection: there is nothing to explain";

    public override string NoPackets(string name) => $"{Safe(name)} is neither TCP nor UDP: it has no packets";

    public override string PacketsDropped(long count) => $"{count.ToString(CultureInfo.InvariantCulture)} packets came faster than they could be captured, and are missing";

    private static string Says(StateSource source) => source switch
    {
        StateSource.Kernel => "TCP_INFO says",
        StateSource.Table => "the connection table says",
        _ => "the connection stands:",
    };

    private static string Offers(TcpSegment syn) => $", window {Number(syn.Window)}" + (syn.MaximumSegment is { } most ? $", mss {Number(most)}" : "");

    private static string? Passed(string how, TcpData? data) => data is null ? null
        : $"{how} {Bytes(data.Bytes)} in {Segments(data.Segments)}" + (data.OutOfOrder > 0 ? string.Create(CultureInfo.InvariantCulture, $", {data.OutOfOrder} of them again or out of order") : "");

    private static string Segments(int count) => count == 1 ? "1 segment" : string.Create(CultureInfo.InvariantCulture, $"{count} segments");

    private static string MeaningOf(TcpState state) => state switch
    {
        TcpState.SynSent => ", our SYN is out",
        TcpState.SynReceived => ", their SYN is answered with ours",
        TcpState.Established => ", each side knows the other's first number",
        TcpState.FinWait1 => ", our FIN is out and not acknowledged yet",
        TcpState.FinWait2 => ", the peer has our FIN and may still send",
        TcpState.CloseWait => ", the peer has ended its way and ours is open",
        TcpState.LastAck => ", both ways have ended and our FIN is not acknowledged yet",
        TcpState.Closing => ", both FINs are out at once",
        TcpState.TimeWait => ", whoever closes first waits for stray segments",
        TcpState.Closed => ", nothing of it is left",
        _ => "",
    };
}
