namespace SockTool.Completions;

/// <summary>Every shell there is a script for: one line each.</summary>
internal static class Shells
{
    private static readonly (string Name, Func<CompletionModel, string> Render)[] All =
    [
        ("bash", BashCompletions.Render),
        ("zsh", ZshCompletions.Render),
        ("fish", FishCompletions.Render),
        ("pwsh", PowerShellCompletions.Render),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(shell => shell.Name)];

    /// <summary>The script for a shell; null where there is no such shell.</summary>
    public static string? Script(string shell, CompletionModel model) => Array.Find(All, one => one.Name == shell).Render?.Invoke(model);
}
