using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Layout;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>What was asked for of each client of a server, and of each connection; the run's own account is the report's.</summary>
internal sealed partial class EventLog
{
    /// <summary>The socket options of a connection.</summary>
    public void Options(string peer, IEnumerable<OptionRow> rows)
    {
        if (seeing.Format == LogFormat.Json)
        {
            foreach (var row in rows)
            {
                Tell(Verbosity.Quiet, "option", "", [("peer", peer), ("name", row.Name), .. Known("asked", row.Asked), ("inForce", row.InForce)]);
            }

            return;
        }

        // A relay has two for each client.
        var header = Messages.OptionHeader.Split(',');
        TellText($"{Line(header[0], header[1], header[2])}{(client is null ? "" : $" ({Messages.With(peer)})")}");
        foreach (var row in rows)
        {
            TellText(Line(row.Name, row.Asked ?? Messages.NotAsked, row.InForce));
        }

        static string Line(string name, string asked, string inForce) => $"{DisplayWidth.Pad(name, 22)} {DisplayWidth.Pad(asked, 12)} {inForce}";
    }

    private void TellAccount(int number, SessionResult result)
    {
        if (clients != Clients.Many)
        {
            return;
        }

        var log = Of(number);
        if (seeing.Statistics)
        {
            log.Statistics(result);
        }

        if (seeing.Digest && result.Digest is { } digest)
        {
            log.Digest(digest);
        }
    }

    private void Statistics(SessionResult result)
    {
        if (seeing.Format == LogFormat.Json)
        {
            List<(string Key, object Value)> fields =
                [("peer", result.Peer), .. Known("to", result.To), .. Known("connect", result.Connect), ("bytesSent", result.BytesSent), ("bytesReceived", result.BytesReceived), ("duration", result.Duration)];
            if (result.Tcp is { } seen)
            {
                fields.AddRange([("rtt", TimeSpan.FromMicroseconds(seen.RoundTripMicroseconds)), ("retransmits", (long)seen.Retransmits), ("congestionWindow", (long)seen.CongestionWindow)]);
            }

            Tell(Verbosity.Quiet, "stats", "", [.. fields]);
            return;
        }

        TellText(Messages.Sent(result.BytesSent, result.Duration));
        TellText(Messages.Received(result.BytesReceived, result.Duration));
        if (result is { To: { } to, Connect: { } took })
        {
            TellText(Messages.ConnectedIn(to, took));
        }

        if (result.Tcp is { } tcp)
        {
            TellText(Messages.RoundTrip(TimeSpan.FromMicroseconds(tcp.RoundTripMicroseconds), tcp.Retransmits, tcp.CongestionWindow));
        }
    }

    private void Digest(Digests digest)
    {
        if (seeing.Format == LogFormat.Json)
        {
            Tell(Verbosity.Quiet, "digest", "", ("algorithm", "sha256"), ("sent", digest.Sent), ("received", digest.Received));
            return;
        }

        TellText(Messages.DigestSent(digest.Sent));
        TellText(Messages.DigestReceived(digest.Received));
    }

    private void TellText(string text) => voice.Tell(Whose(text));

    private static (string Key, object Value)[] Known(string key, object? value) => value is null ? [] : [(key, value)];
}
