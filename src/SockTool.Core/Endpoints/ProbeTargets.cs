using System.Diagnostics.CodeAnalysis;

namespace SockTool.Core.Endpoints;

/// <summary>Reads what is to be probed: a host and ports (<c>H 20-25,80 https</c>), or whole addresses, in which such a list can stand for the port.</summary>
public static class ProbeTargets
{
    private const string AfterScheme = "://";

    /// <summary>All targets in the order in which they were typed, or the first thing that is wrong.</summary>
    public static bool TryParse(
        IReadOnlyList<string> words,
        [NotNullWhen(true)] out IReadOnlyList<Endpoint>? targets,
        [NotNullWhen(false)] out ParseProblem? problem)
    {
        var found = new List<Endpoint>();
        (targets, problem) = (null, null);
        IEnumerable<PortsOfAddress> all = words switch
        {
            [] => [new("", _ => [])],
            [var host, _, ..] when IsHostAlone(host) => words.Skip(1).Select(list => new PortsOfAddress(list, port => [host, port])),
            _ => words.Select(Split),
        };
        foreach (var one in all)
        {
            if (!PortList.TryParse(one.List, out var ports, out problem) || !TryAdd(found, ports.Select(one.Address), out problem))
            {
                return false;
            }
        }

        targets = found;
        return true;
    }

    private static bool TryAdd(List<Endpoint> found, IEnumerable<string[]> addresses, [NotNullWhen(false)] out ParseProblem? problem)
    {
        problem = null;
        foreach (var address in addresses)
        {
            if (!EndpointParser.TryParse(address, EndpointRole.Dial, out var endpoint, out problem))
            {
                return false;
            }

            found.Add(endpoint);
        }

        return true;
    }

    private static bool IsHostAlone(string word) => EndpointScheme.Of(word) is null && !TcpText.HasPort(word);

    /// <summary>A word with a list in the place of its port; any other word is one address, whatever is in it.</summary>
    private static PortsOfAddress Split(string word)
    {
        var start = word.IndexOf(AfterScheme, StringComparison.Ordinal) is var scheme and >= 0 ? scheme + AfterScheme.Length : 0;
        var rest = word.AsSpan(start);
        var authority = rest[..(rest.IndexOfAny('/', '?', '#') is var end and >= 0 ? end : rest.Length)];
        var colon = start + authority.LastIndexOf(':');
        var list = word[(colon + 1)..(start + authority.Length)];
        return colon < start || (start == 0 && EndpointScheme.Of(word) is not null) || !PortList.IsList(list)
            ? new("", _ => [word])
            : new(list, port => [word[..(colon + 1)] + port + word[(colon + 1 + list.Length)..]]);
    }

    /// <param name="List">The list; empty for one address.</param>
    /// <param name="Address">The words of the address with one of its ports.</param>
    private sealed record PortsOfAddress(string List, Func<string, string[]> Address);
}
