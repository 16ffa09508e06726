using System.Collections.Frozen;

namespace SockTool.Core.Transports.SocketOptions;

/// <summary>Every socket option known by name.</summary>
public static class SocketOptionCatalog
{
    /// <summary>All options, socket level first, then TCP, IPv4, IPv6; each level by name. Also those of other systems.</summary>
    public static IReadOnlyList<SocketOptionEntry> All { get; } = [.. SocketLevelOptions.All, .. TcpLevelOptions.All, .. IPLevelOptions.All];

    private static readonly FrozenDictionary<string, SocketOptionEntry> ByName = Index();

    /// <summary>
    /// Finds <c>SO_RCVBUF</c>, <c>so-rcvbuf</c> (as socat writes it) or <c>rcvbuf</c>, in any case.
    /// A short name that two levels share is the earlier level's: <c>transparent</c> is IP_TRANSPARENT.
    /// </summary>
    public static SocketOptionEntry? Find(string name) =>
        ByName.GetValueOrDefault(name.Replace('-', '_'));

    private static FrozenDictionary<string, SocketOptionEntry> Index()
    {
        var index = All.ToDictionary(entry => entry.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in All)
        {
            index.TryAdd(entry.ShortName, entry);
        }

        return index.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
