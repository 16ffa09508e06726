namespace SockTool.Core.Endpoints;

/// <summary>The scheme a word begins with, if it begins with one.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Rest">What follows <c>:</c> or <c>://</c>.</param>
internal readonly record struct EndpointScheme(string Name, string Rest)
{
    /// <summary>Those of netcat, ncat, socat and curl that are ours by name, but not in this version.</summary>
    private static readonly string[] Planned = ["udp", "tls", "ws", "wss"];

    /// <summary>Those written without slashes; <c>exec:80</c> is never a host named exec.</summary>
    private static readonly string[] Bare = ["unix", "exec", "fd"];

    public bool IsTcp => Is("tcp");

    public bool IsUnix => Is("unix");

    public bool IsPlanned => Planned.Contains(Name, StringComparer.Ordinal) || (!IsUnix && Bare.Contains(Name, StringComparer.Ordinal));

    public static EndpointScheme? Of(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return null;
        }

        var name = string.Create(colon, word, static (lower, word) => word.AsSpan(0, lower.Length).ToLowerInvariant(lower));
        return Bare.Contains(name, StringComparer.Ordinal) ? new(name, word[(colon + 1)..])
            : string.CompareOrdinal(word, colon, "://", 0, 3) == 0 ? new(name, word[(colon + 3)..])
            : null;
    }

    private bool Is(string name) => string.Equals(Name, name, StringComparison.Ordinal);
}
