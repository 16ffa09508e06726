using System.Text.RegularExpressions;

namespace SockTool.EndToEnd.Harness;

/// <summary>A command line as a test writes it; single quotes keep words together.</summary>
internal static partial class Words
{
    public static string[] Of(string line) =>
        [.. Word().Matches(line).Select(word => word.Groups["quoted"].Success ? word.Groups["quoted"].Value : word.Value)];

    [GeneratedRegex(@"'(?<quoted>[^']*)'|[^\s']+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
