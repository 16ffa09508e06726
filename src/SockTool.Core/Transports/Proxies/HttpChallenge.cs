using System.Text.RegularExpressions;

namespace SockTool.Core.Transports.Proxies;

/// <summary>What a server wants to know, and how (RFC 9110 section 11.3).</summary>
internal sealed partial class HttpChallenge(string scheme)
{
    private readonly Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);

    public string Scheme => scheme;

    /// <summary>A parameter without its quotes; null where there is none.</summary>
    public string? this[string name] => parameters.GetValueOrDefault(name);

    public bool Is(string other) => scheme.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every challenge of one field. Commas part parameters as well as challenges; what is not understood ends the reading.</summary>
    public static IReadOnlyList<HttpChallenge> ReadAll(string value)
    {
        var all = new List<HttpChallenge>();
        foreach (var match in Word().Matches(value).Cast<Match>())
        {
            var name = match.Groups["name"].Value;
            if (!match.Groups["value"].Success)
            {
                all.Add(new HttpChallenge(name));
            }
            else if (all is [.., var last])
            {
                last.parameters.TryAdd(name, match.Groups["quoted"].Success ? Escape().Replace(match.Groups["quoted"].Value, "${character}") : match.Groups["plain"].Value);
            }
        }

        return all;
    }

    // A token, and perhaps = with a token or a quoted-string (RFC 9110 section 5.6), or the = that pad a token68;
    // \G keeps the matches side by side.
    [GeneratedRegex(
        """\G[ \t,]*(?<name>[!#$%&'*+\-.^_`|~0-9A-Za-z]+)(?<value>[ \t]*=[ \t]*("(?<quoted>([^"\\\x00-\x08\x0A-\x1F\x7F]|\\[\t -~])*)"|(?<plain>[!#$%&'*+\-.^_`|~0-9A-Za-z]*)=*))?""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"\\(?<character>.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escape();
}
