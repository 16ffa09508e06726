using System.Globalization;
using System.Text.RegularExpressions;

namespace SockTool.Core.Transports;

/// <summary>What an answer says in its first line (RFC 9112 section 4).</summary>
internal sealed partial record HttpStatus(int Code, string Reason)
{
    /// <summary>null where the first line is none of HTTP/1.</summary>
    public static HttpStatus? Of(HttpHead answer) => StatusLine().Match(answer.FirstLine) is { Success: true } line
        ? new HttpStatus(int.Parse(line.Groups["code"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), line.Groups["reason"].Value)
        : null;

    [GeneratedRegex(@"\AHTTP/1\.[0-9] (?<code>[1-9][0-9]{2})( (?<reason>.*))?\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatusLine();
}
