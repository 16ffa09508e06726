using System.Diagnostics;

namespace SockTool.EndToEnd.Harness;

/// <summary>Programs that nobody here wrote.</summary>
internal static class Tools
{
    /// <summary>Skips the test where a program is missing; in CI, which installs them, that is a failure.</summary>
    public static void Require(params ReadOnlySpan<string> programs)
    {
        foreach (var program in programs)
        {
            var there = IsThere(program);
            Assert.True(there || Environment.GetEnvironmentVariable("CI") is not "true", $"{program} is not installed");
            Skip.IfNot(there, $"{program} is not installed");
        }
    }

    public static RunningProcess Start(string program, params IReadOnlyList<string> arguments)
    {
        var what = new ProcessStartInfo(program, arguments);
        Surroundings.Plain(what);
        return new RunningProcess(what);
    }

    public static string PeerScript(string name) => Path.Combine(AppContext.BaseDirectory, "peers", name);

    public static string SessionFile(string name) => Path.Combine(AppContext.BaseDirectory, "sessions", name);

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
