using System.Text;

namespace VerifyTests;

/// <summary>Where a snapshot lives and what is cleaned away before it is compared.</summary>
public sealed class VerifySettings
{
    private readonly List<Action<StringBuilder>> _scrubbers = [];

    internal string Directory { get; private set; } = "";

    internal string? Parameters { get; private set; }

    /// <summary>Absolute, or relative to the test's source file.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>Tells the cases of one test apart: <c>{Class}.{Method}_{parameters}.verified.txt</c>.</summary>
    public void UseTextForParameters(string parametersText) => Parameters = parametersText;

    /// <summary>The one added last runs first, as in Verify.</summary>
    public void AddScrubber(Action<StringBuilder> scrubber) => _scrubbers.Insert(0, scrubber);

    /// <summary>Replaces every line; <c>null</c> drops it.</summary>
    public void ScrubLinesWithReplace(Func<string, string?> replaceLine) => AddScrubber(text =>
    {
        var lines = text.ToString().Split('\n').Select(replaceLine).Where(line => line is not null);
        text.Clear().AppendJoin('\n', lines);
    });

    internal string Scrub(string text)
    {
        var builder = new StringBuilder(WithLineFeeds(text));
        foreach (var scrubber in _scrubbers)
        {
            scrubber(builder);
        }

        return WithLineFeeds(builder.ToString());
    }

    internal static string WithLineFeeds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
