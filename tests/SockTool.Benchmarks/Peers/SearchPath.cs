namespace SockTool.Benchmarks.Peers;

internal static class SearchPath
{
    /// <summary>The full path of a program: of a path as it is, of a name along PATH.</summary>
    public static string? Find(string program) => program.Contains('/', StringComparison.Ordinal)
        ? Existing(Path.GetFullPath(program))
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Existing(Path.Combine(folder, program)))
            .FirstOrDefault(found => found is not null);

    private static string? Existing(string path) => File.Exists(path) ? path : null;
}
