using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SockTool.Core.Endpoints;

/// <summary>Reads what is to be probed: a host and ports (<c>H 20-25,80 https</c>), or whole addresses.</summary>
public static class ProbeTargets
{
    /// <summary>All targets in the order in which they were typed, or the first thing that is wrong.</summary>
    public static bool TryParse(
        IReadOnlyList<string> words,
        [NotNullWhen(true)] out IReadOnlyList<Endpoint>? targets,
        [NotNullWhen(false)] out ParseProblem? problem)
    {
        var found = new List<Endpoint>();
        (targets, problem) = (found, null);
        IEnumerable<IReadOnlyList<string>> addresses = words switch
        {
            [] => [[]],
            [var host, _, ..] when IsHostAlone(host) => words.Skip(1).SelectMany(Ports).Select(port => (string[])[host, port]),
            _ => words.Select(word => (string[])[word]),
        };
        foreach (var address in addresses)
        {
            if (!EndpointParser.TryParse(address, EndpointRole.Dial, out var endpoint, out problem))
            {
                targets = null;
                return false;
            }

            found.Add(endpoint);
        }

        return true;
    }

    private static bool IsHostAlone(string word) => EndpointScheme.Of(word) is null && !TcpText.HasPort(word);

    private static IEnumerable<string> Ports(string list) => list.Split(',').SelectMany(Range);

    // A service's name may have a hyphen in it; only two numbers are a range. One that runs backwards is left as it is, for the parser to refuse.
    private static IEnumerable<string> Range(string text) =>
        text.Split('-') is [var first, var last]
        && ushort.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && ushort.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
        && from <= to
            ? Enumerable.Range(from, to - from + 1).Select(port => port.ToString(CultureInfo.InvariantCulture))
            : [text];
}
