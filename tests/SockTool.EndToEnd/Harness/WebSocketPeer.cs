using System.Diagnostics;

namespace SockTool.EndToEnd.Harness;

/// <summary>The websockets library of Python as client or server; see peers/websocket_peer.py.</summary>
internal static class WebSocketPeer
{
    private static readonly Lazy<string?> Python = new(Find);

    public static RunningProcess Dial(string url, params IReadOnlyList<string> act) => Start([url, .. act]);

    /// <summary>A server for one client, and where it listens.</summary>
    public static async Task<(RunningProcess Process, string Url)> ServeAsync(params IReadOnlyList<string> act)
    {
        var process = Start(["serve", .. act]);
        await process.Output.WhenAsync(() => process.Output.Text.Contains('\n', StringComparison.Ordinal), "the peer listens");
        return (process, $"ws://127.0.0.1:{process.Output.Text.Split('\n')[0]["port ".Length..]}/");
    }

    private static RunningProcess Start(IReadOnlyList<string> arguments)
    {
        Tools.Require("python3");
        Assert.True(Python.Value is not null || Environment.GetEnvironmentVariable("CI") is not "true", "python3-websockets is not installed");
        Skip.If(Python.Value is null, "python3-websockets is not installed");
        return Tools.Start(Python.Value!, [Tools.PeerScript("websocket_peer.py"), .. arguments]);
    }

    // The first python3 there is need not be the one that the system's packages are for.
    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "python3"))
        .FirstOrDefault(program => File.Exists(program) && HasLibrary(program));

    private static bool HasLibrary(string program)
    {
        using var asking = Process.Start(new ProcessStartInfo(program, ["-c", "import websockets"]) { RedirectStandardError = true, UseShellExecute = false })!;
        asking.WaitForExit();
        return asking.ExitCode == 0;
    }
}
