using SockTool.Core.Observers;

namespace SockTool.Terminal;

/// <summary>How far it is, for whoever does not see the line on a terminal.</summary>
internal sealed partial class EventLog
{
    /// <summary>Nobody waits for who does not read it: a later one tells more.</summary>
    public void Progress(ProgressReport report)
    {
        List<(string Key, object Value)> fields = [("bytesSent", report.Sent.Bytes), ("bytesReceived", report.Received.Bytes), ("sentPerSecond", (long)report.Sent.Rate), ("receivedPerSecond", (long)report.Received.Rate)];
        if (report.Sent.Total is { } toSend)
        {
            fields.Add(("toSend", toSend));
        }

        if (report.Received.Total is { } toReceive)
        {
            fields.Add(("toReceive", toReceive));
        }

        var left = report.Measured is { } way ? $", {Messages.ProgressLeft(way)}" : "";
        voice.TryRaw(LineOf("progress", $"{Messages.Progress(report)}{left}", [.. fields]));
    }
}
