using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SockTool.Core.Endpoints;

/// <summary>Reads <c>20-25,80,https</c>.</summary>
internal static class PortList
{
    /// <summary>The ports, each as a word of its own: a name, or what else is not a range, is left for the address's parser.</summary>
    public static bool TryParse(string list, [NotNullWhen(true)] out IReadOnlyList<string>? ports, [NotNullWhen(false)] out ParseProblem? problem)
    {
        var found = new List<string>();
        (ports, problem) = (found, null);
        string[] items = list.Split(',');
        foreach (var item in items)
        {
            if (item.Length == 0 && items.Length > 1)
            {
                problem = new(ParseProblemKind.PortMissing, list);
            }
            else if (Ends(item) is not var (first, last))
            {
                found.Add(item);
            }
            else if (PortText.TryParse(first, EndpointRole.Dial, out var from, out problem) && PortText.TryParse(last, EndpointRole.Dial, out var to, out problem))
            {
                problem = from <= to ? null : new(ParseProblemKind.RangeBackwards, item);
                found.AddRange(Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(port => port.ToString(CultureInfo.InvariantCulture)));
            }

            if (problem is not null)
            {
                ports = null;
                return false;
            }
        }

        return true;
    }

    public static bool IsList(string text) => text.Contains(',', StringComparison.Ordinal) || Ends(text) is not null;

    // A service's name may have a hyphen in it; only two numbers are a range.
    private static (string First, string Last)? Ends(string text) =>
        text.Split('-') is [var first, var last] && PortText.IsNumber(first) && PortText.IsNumber(last) ? (first, last) : null;
}
