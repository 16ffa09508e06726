using System.Collections.Frozen;

namespace SockTool.Core.Endpoints;

/// <summary>TCP ports by their service's name, in any case (RFC 6335 §5.1): those of services(5), else a short list of our own.</summary>
internal static class ServiceNames
{
    private const string SystemFile = "/etc/services";

    private static readonly Lazy<FrozenDictionary<string, int>> Known = new(() => Read(SystemLines()));

    private static readonly (string Name, int Port)[] WellKnown =
    [
        ("echo", 7), ("discard", 9), ("daytime", 13), ("chargen", 19), ("ftp", 21), ("ssh", 22), ("telnet", 23),
        ("smtp", 25), ("whois", 43), ("domain", 53), ("gopher", 70), ("finger", 79), ("http", 80), ("pop3", 110),
        ("ntp", 123), ("imap", 143), ("imap2", 143), ("snmp", 161), ("irc", 194), ("ldap", 389), ("https", 443),
        ("submissions", 465), ("syslog", 514), ("submission", 587), ("ldaps", 636), ("domain-s", 853), ("rsync", 873),
        ("imaps", 993), ("pop3s", 995), ("socks", 1080), ("mqtt", 1883), ("nfs", 2049), ("mysql", 3306),
        ("ms-wbt-server", 3389), ("sip", 5060), ("postgresql", 5432), ("amqp", 5672), ("redis", 6379),
        ("ircs-u", 6697), ("http-alt", 8080), ("secure-mqtt", 8883),
    ];

    public static bool TryFind(string name, out int port) => Known.Value.TryGetValue(name, out port);

    /// <summary>Reads lines of services(5): <c>name port/protocol aliases # comment</c>. The first line to claim a name keeps it.</summary>
    internal static FrozenDictionary<string, int> Read(IEnumerable<string> lines)
    {
        var ports = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            var words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words is [var name, var number, .. var aliases]
                && number.EndsWith("/tcp", StringComparison.Ordinal)
                && ushort.TryParse(number.AsSpan(..^4), out var port))
            {
                foreach (var known in aliases.Prepend(name))
                {
                    ports.TryAdd(known, port);
                }
            }
        }

        foreach (var (name, port) in WellKnown)
        {
            ports.TryAdd(name, port);
        }

        return ports.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private static string[] SystemLines()
    {
        try
        {
            return File.Exists(SystemFile) ? File.ReadAllLines(SystemFile) : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
