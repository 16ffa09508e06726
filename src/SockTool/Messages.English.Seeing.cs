using System.Globalization;
using SockTool.Core.Observers;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>What is said of seeing what happens, in English.</summary>
internal sealed partial class EnglishMessages
{
    public override string Sent(long bytes, TimeSpan duration) => $"sent {Bytes(bytes)} in {Time(duration)}{AtRate(bytes, duration)}";

    public override string Received(long bytes, TimeSpan duration) => $"received {Bytes(bytes)} in {Time(duration)}{AtRate(bytes, duration)}";

    public override string ConnectedIn(TimeSpan duration) => $"connected in {Time(duration)}";

    public override string ConnectedIn(string to, TimeSpan duration) => $"connected to {Safe(to)} in {Time(duration)}";

    public override string RoundTrip(TimeSpan rtt, long retransmits, long window) => string.Create(
        CultureInfo.InvariantCulture, $"round trip {rtt.TotalMilliseconds:0.###} ms, {retransmits} {(retransmits == 1 ? "segment" : "segments")} sent again, congestion window {window} segments");

    public override string DigestSent(string hash) => $"sha256 sent {hash}";

    public override string DigestReceived(string hash) => $"sha256 received {hash}";

    public override string With(string peer) => $"with {Safe(peer)}";

    public override string Progress(ProgressReport report)
    {
        var told = new[] { ("sent", report.Sent), ("received", report.Received) }.Where(one => one.Item2 is not { Bytes: 0, Total: null }).Select(one => Passed(one.Item1, one.Item2)).ToList();
        return told.Count > 0 ? string.Join("; ", told) : "nothing has passed yet";
    }

    public override string ProgressLeft(ProgressWay way) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(way.Part * 100)}%{(way.TimeLeft is { } left ? $" {Clock(left)} left" : "")}");

    private static string AtRate(long bytes, TimeSpan duration) => Rate(bytes, duration) is { Length: > 0 } rate ? $", {rate}" : "";

    private static string Passed(string what, ProgressWay way) =>
        $"{what} {AmountText.Of(way.Bytes)}{(way.Total is { } total ? $" of {AmountText.Of(total)}" : "")}, {AmountText.Of(way.Rate)}/s";

    private static string SeeingHelp(string option) => option switch
    {
        "--verbose" => "tell events on stderr; -vv each read and write",
        "--quiet" => "tell errors only",
        "--log-format" => "events as text, or as one JSON object a line",
        "--verdict" => "write the run's verdict to this file as JSON",
        "--stats" => "tell bytes, rates and round trip at the end",
        "--digest" => "tell the hash of what was sent and received at the end",
        "--progress" => "tell how far it is; auto: on a terminal, after a second",
        "--hex" => "show the bytes of both directions as a hex dump on stderr",
        "--tee" => "write the raw bytes of both directions to FILE as they come",
        "--explain" => "tell the story of each TCP connection: handshake, states, close",
        "--pcap" => "write the packets of each connection to FILE, for Wireshark",
        _ => SessionOptionHelp(option),
    };
}
