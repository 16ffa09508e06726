namespace SockTool.Benchmarks.Processes;

internal static class Shell
{
    public static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
