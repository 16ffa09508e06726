using System.Runtime.CompilerServices;

namespace SockTool.Tests;

/// <summary>The files that the tests hold beside what the tool says.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
