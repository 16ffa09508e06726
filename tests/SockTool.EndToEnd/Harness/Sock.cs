using System.Diagnostics;

namespace SockTool.EndToEnd.Harness;

/// <summary>The tool under test: the program that SOCK_BINARY names, else what was just built.</summary>
internal static class Sock
{
    public static string Binary { get; } = Environment.GetEnvironmentVariable("SOCK_BINARY") is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "sock.exe" : "sock");

    /// <summary>Whether it is the native program, which starts in milliseconds.</summary>
    public static bool IsNative { get; } = Environment.GetEnvironmentVariable("SOCK_BINARY") is { Length: > 0 };

    public static Task<Run> RunAsync(string arguments, string input = "") => RunAsync(Words.Of(arguments), Bytes.Utf8(input));

    public static Task<Run> RunAsync(string arguments, byte[] input) => RunAsync(Words.Of(arguments), input);

    /// <summary>Runs it to its end with <paramref name="input"/> on standard input.</summary>
    public static async Task<Run> RunAsync(IReadOnlyList<string> arguments, byte[] input)
    {
        await using var running = Start(arguments);
        var feeding = FeedAsync(running, input);
        var run = await running.ExitAsync();
        await feeding;
        return run;
    }

    /// <summary>Starts it and leaves its standard input open.</summary>
    public static RunningProcess Start(string arguments, Reading reading = Reading.AtOnce) => Start(Words.Of(arguments), reading);

    public static RunningProcess Start(IReadOnlyList<string> arguments, Reading reading = Reading.AtOnce)
    {
        var what = new ProcessStartInfo(Binary, arguments);
        Surroundings.Plain(what);
        return new RunningProcess(what, reading);
    }

    /// <summary>Starts a server and returns when it listens.</summary>
    public static Task<RunningServer> ServeAsync(string arguments, Reading reading = Reading.AtOnce) => RunningServer.StartAsync(Words.Of(arguments), reading);

    public static Task<RunningServer> ServeAsync(string[] arguments) => RunningServer.StartAsync(arguments, Reading.AtOnce);

    private static async Task FeedAsync(RunningProcess running, byte[] input)
    {
        try
        {
            await running.WriteAsync(input);
            running.CloseInput();
        }
        catch (IOException)
        {
            // It ended before it had read everything, which is for the test to judge.
        }
    }
}
