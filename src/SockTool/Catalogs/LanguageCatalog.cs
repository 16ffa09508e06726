namespace SockTool.Catalogs;

/// <summary>Every language there is, and which one the user wants.</summary>
internal static class LanguageCatalog
{
    // setlocale(3): the first of them that is not empty counts, with our own variable ahead.
    private static readonly string[] Wanted = ["SOCK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    private static readonly string[] Encoded = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <param name="variable">A variable of the environment; null or empty where it is not set.</param>
    /// <param name="encoding">What the terminal is known to take; null where only the locale tells.</param>
    public static Messages Choose(Func<string, string?> variable, string? encoding) =>
        First(Wanted, variable) is { IsSimplifiedChinese: true, IsUtf8: true } && (encoding is null ? First(Encoded, variable).IsUtf8 : new Locale($".{encoding}").IsUtf8)
            ? new ChineseMessages()
            : Messages.Common;

    private static Locale First(IEnumerable<string> names, Func<string, string?> variable) => new(names.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? "");

    /// <summary>A locale's name: <c>zh_CN.UTF-8@modifier</c>, or as RFC 5646 writes it, <c>zh-Hans-CN</c>.</summary>
    private sealed record Locale(string Name)
    {
        // Where the traditional script is read our sentences would be a foreign script: there English is the better second choice.
        private static readonly string[] OtherScripts = ["hant", "tw", "hk", "mo"];

        public bool IsSimplifiedChinese => Parts is ["zh", .. var rest] && !rest.Intersect(OtherScripts, StringComparer.Ordinal).Any();

        // What we write is UTF-8. A locale without a character set says nothing against it.
        public bool IsUtf8 => Name.Split('@')[0].Split('.') is not [_, var set, ..] || set.Replace("-", "", StringComparison.Ordinal).Equals("utf8", StringComparison.OrdinalIgnoreCase);

        private string[] Parts => Name.Split('.', '@')[0].ToLowerInvariant().Split('_', '-');
    }
}
