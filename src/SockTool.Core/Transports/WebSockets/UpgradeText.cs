using System.Text;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>The text of our heads, and what both sides ask of the other's.</summary>
internal static class UpgradeText
{
    public const string Key = "Sec-WebSocket-Key";
    public const string Accept = "Sec-WebSocket-Accept";
    public const string Version = "Sec-WebSocket-Version";
    public const string Protocol = "Sec-WebSocket-Protocol";
    public const string Extensions = "Sec-WebSocket-Extensions";
    public const string OurVersion = "13";

    public static byte[] Write(string firstLine, params IEnumerable<(string Name, string Value)> fields)
    {
        var text = new StringBuilder(firstLine).Append("\r\n");
        foreach (var (name, value) in fields)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    public static IEnumerable<(string Name, string Value)> Upgrade => [("Upgrade", "websocket"), ("Connection", "Upgrade")];

    public static IEnumerable<(string Name, string Value)> Own(WebSocketSettings settings) => settings.Headers.Select(header => (header.Name, header.Value));

    /// <summary>What keeps <paramref name="head"/> from being an upgrade to WebSocket (RFC 6455 section 4.1 and 4.2.1: in any case).</summary>
    public static UpgradeProblem? ProblemWith(HttpHead head) => Upgrade
        .Where(field => !head.Members(field.Name).Contains(field.Value, StringComparer.OrdinalIgnoreCase))
        .Select(field => UpgradeProblem.Field(head, field.Name, field.Value))
        .FirstOrDefault();

    /// <summary>The value of a field that must be there exactly once; null otherwise.</summary>
    public static string? Only(this HttpHead head, string name) => head.Values(name).ToList() is [var value] ? value : null;
}
