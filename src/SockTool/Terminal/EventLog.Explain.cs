using System.Globalization;
using System.Runtime.InteropServices;
using SockTool.Core.Connections;
using SockTool.Core.Packets;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>The story of a connection. Whoever asked for it gets it however quiet the run is.</summary>
internal sealed partial class EventLog
{
    /// <summary>Which client's story it is, where there can be several, and how long after its beginning.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct StoryTime(int? Client, TimeSpan At);

    public void NoNumbers(int errno) => Tell(Verbosity.Quiet, "no-sequence-numbers", Messages.StoryNoNumbers(errno), ("errno", errno));

    public void StoryResolved(string host, IReadOnlyList<string> addresses, TimeSpan took) => Tell(
        Verbosity.Quiet, "tcp-resolved", Messages.StoryResolved(host, addresses, took), ("host", host), ("addresses", string.Join(' ', addresses)), ("took", took));

    public void StorySegment(StoryTime time, TcpStep step)
    {
        List<(string Key, object Value)> fields =
        [
            ("direction", step.Way), ("flags", TcpControlText.Of(step.Segment.Flags)), ("bytes", step.Segment.Bytes), ("window", step.Segment.Window), ("again", Yes(step.IsAgain)),
            ("seq", (long)step.Sequence.Raw), .. Relative("relativeSeq", step.Sequence),
        ];
        if (step.Acknowledged is { } acknowledged)
        {
            fields.AddRange([("ack", (long)acknowledged.Raw), .. Relative("relativeAck", acknowledged)]);
        }

        if (step.Became is { } state)
        {
            fields.Add(("state", TcpStateText.Of(state)));
        }

        TellStory(time, "tcp-segment", Messages.StorySegment(step), [.. fields]);
    }

    public void StoryData(StoryTime time, TcpData? sent, TcpData? received)
    {
        if (sent is not null || received is not null)
        {
            TellStory(
                time, "tcp-data", Messages.StoryData(sent, received),
                ("bytesSent", sent?.Bytes ?? 0), ("segmentsSent", sent?.Segments ?? 0), ("segmentsSentOutOfOrder", sent?.OutOfOrder ?? 0),
                ("bytesReceived", received?.Bytes ?? 0), ("segmentsReceived", received?.Segments ?? 0), ("segmentsReceivedOutOfOrder", received?.OutOfOrder ?? 0));
        }
    }

    public void StoryBytes(StoryTime time, long sent, long received) => TellStory(time, "tcp-data", Messages.StoryBytes(sent, received), ("bytesSent", sent), ("bytesReceived", received));

    public void StoryConnecting(StoryTime time, Flow flow) => TellStory(
        time, "tcp-state", Messages.StoryConnecting(flow), ("state", TcpStateText.Of(TcpState.SynSent)), ("source", StateSource.Connect), ("local", flow.Local.ToString()), ("peer", flow.Remote.ToString()));

    public void StoryState(StoryTime time, TableEntry entry, StateSource source, Meaning meaning)
    {
        List<(string Key, object Value)> fields = [("state", TcpStateText.Of(entry.State)), ("source", source)];
        if (entry.Left is { } left)
        {
            fields.Add(("left", left));
        }

        TellStory(time, "tcp-state", Messages.StoryState(entry, source, meaning), [.. fields]);
    }

    public void StoryUnfinished(StoryTime time, TcpState state) => TellStory(time, "tcp-unfinished", Messages.StoryUnfinished(state), ("state", TcpStateText.Of(state)));

    public void StoryOptions(StoryTime time, Flow flow, TcpView view) => TellStory(
        time, "tcp-options", Messages.StoryOptions(flow, view),
        ("local", flow.Local.ToString()), ("peer", flow.Remote.ToString()), ("rtt", view.RoundTrip), ("mss", view.SegmentSize), ("scaleReceived", view.Scale?.Theirs ?? 0), ("scaleSent", view.Scale?.Ours ?? 0),
        ("sack", Yes(view.SelectiveAcknowledgement)), ("timestamps", Yes(view.Timestamps)), ("ecn", Yes(view.CongestionMarks)), ("congestion", view.CongestionControl));

    public void StoryFailed(StoryTime time, Failure failure) =>
        TellStory(time, "tcp-failed", Messages.StoryFailed(failure), ("address", failure.Subject), ("cause", ExitCodes.CauseOf(failure)), ("errno", failure.Errno));

    public void StorySecured(StoryTime time, TlsFacts facts) => TellStory(time, "tcp-tls", Messages.StorySecured(facts), ("version", facts.Version), ("took", facts.Took));

    public void StoryUpgraded(StoryTime time) => TellStory(time, "tcp-websocket", Messages.StoryUpgraded);

    public void NoStory(int? client, string name) => TellStory(new StoryTime(client, TimeSpan.Zero), "tcp-none", Messages.NoStory(name), ("peer", name));

    public void NoPackets(int number, string name) => Tell(Verbosity.Quiet, "no-packets", Messages.NoPackets(name), ("client", number), ("peer", name));

    public void PacketsDropped(long count) => TellUnlessQuiet("packets-dropped", Messages.PacketsDropped(count), ("packets", count));

    private static string Yes(bool holds) => holds ? "yes" : "no";

    private static (string Key, object Value)[] Relative(string key, SequenceNumber number) => number.Relative is { } relative ? [(key, (long)relative)] : [];

    private void TellStory(StoryTime time, string name, string text, params ReadOnlySpan<(string Key, object Value)> fields)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"tcp {time.At.TotalMilliseconds,10:F3} ms  {text}");
        if (time.Client is { } number)
        {
            Tell(Verbosity.Quiet, name, clients == Clients.Many ? Messages.OfClient(number, line) : line, [("client", number), ("at", time.At), .. fields]);
        }
        else
        {
            Tell(Verbosity.Quiet, name, line, [("at", time.At), .. fields]);
        }
    }
}
