using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Values;

namespace SockTool.Core.Transports;

/// <summary>
/// The head of an HTTP/1.1 message (RFC 9112 section 2.1): its first line and its fields. It comes from a stranger, so
/// every length is bounded. It is read byte by byte: what follows it belongs to whoever comes next.
/// </summary>
internal sealed class HttpHead
{
    public const int LongestHead = 16 * 1024;
    public const int MostLines = 100;

    /// <summary>How every answer begins.</summary>
    public const string Answer = "HTTP/";

    /// <summary>The most characters of a stranger's text that a failure repeats.</summary>
    public const int MostShown = 80;

    private readonly IReadOnlyList<(string Name, string Value)> fields;

    private HttpHead(string firstLine, IReadOnlyList<(string Name, string Value)> fields)
    {
        FirstLine = firstLine;
        this.fields = fields;
    }

    /// <summary>To be read and shown: what is not printable UTF-8 stands there as <c>\xNN</c>.</summary>
    public string FirstLine { get; }

    /// <summary>Every value of a field, in the order in which they came (RFC 9110 section 5.3).</summary>
    public IEnumerable<string> Values(string name) => fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    /// <summary>The comma-separated members of a field, as of Connection and Upgrade.</summary>
    public IEnumerable<string> Members(string name) => Values(name).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <param name="from">Whose it is.</param>
    /// <param name="kind">What a failure is to be.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <param name="beginning">How it must begin: what else is spoken may never end a line. Without it no more is known than that a method does with a capital.</param>
    /// <exception cref="FailureException">Of <paramref name="kind"/>, with the problem; or the connection's own.</exception>
    public static async ValueTask<HttpHead> ReadAsync(IConnection from, FailureKind kind, CancellationToken cancellation, string beginning = "")
    {
        var bytes = new byte[LongestHead];
        var count = 0;
        var lines = 0;
        while (!bytes.AsSpan(0, count).EndsWith("\n\r\n"u8) && !bytes.AsSpan(0, count).EndsWith("\n\n"u8))
        {
            if (count == bytes.Length)
            {
                throw Wrong(kind, HandshakeProblem.TooLong, from, expected: $"{LongestHead}");
            }

            if (lines > MostLines)
            {
                throw Wrong(kind, HandshakeProblem.TooManyLines, from, expected: $"{MostLines}");
            }

            if (await from.ReadAsync(bytes.AsMemory(count, 1), cancellation) == 0)
            {
                throw Wrong(kind, HandshakeProblem.ClosedEarly, from);
            }

            lines += bytes[count++] == '\n' ? 1 : 0;
            if (bytes[0] is < (byte)'A' or > (byte)'Z' || (count <= beginning.Length && bytes[count - 1] != beginning[count - 1]))
            {
                throw Wrong(kind, HandshakeProblem.Malformed, from, found: EscapedText.Printable(bytes.AsSpan(0, count)));
            }
        }

        var text = Encoding.Latin1.GetString(bytes, 0, count).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        return Parse(text) ?? throw Wrong(kind, HandshakeProblem.Malformed, from, found: Shown(text[0]));
    }

    private static HttpHead? Parse(List<string> lines)
    {
        var found = new List<(string, string)>();
        foreach (var line in lines.Skip(1).TakeWhile(line => line.Length > 0))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAny(' ', '\t'))
            {
                return null;
            }

            found.Add((line[..colon], line[(colon + 1)..].Trim(' ', '\t')));
        }

        return new HttpHead(Shown(lines[0]), found);
    }

    // A head is kept as Latin-1, a character for each byte.
    private static string Shown(string text) => EscapedText.Printable(Encoding.Latin1.GetBytes(text));

    private static FailureException Wrong(FailureKind kind, HandshakeProblem problem, IConnection from, string expected = "", string found = "") =>
        new(new Failure(kind, Operation.Handshake) { Subject = from.Name, Problem = problem, Expected = expected, Found = found[..Math.Min(found.Length, MostShown)] });
}
