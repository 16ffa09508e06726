namespace SockTool.Core.Endpoints;

/// <summary>The scheme a word begins with, if it begins with one.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Rest">What follows <c>:</c> or <c>://</c>.</param>
internal readonly record struct EndpointScheme(string Name, string Rest)
{
    /// <summary>Those written without slashes; <c>exec:80</c> is never a host named exec.</summary>
    private static readonly string[] Bare = ["unix", "tls+unix", "exec", "fd"];

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
}
