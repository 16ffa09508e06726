namespace SockTool.EndToEnd.Harness;

/// <summary>A real terminal, tmux's, on which the tool runs, and a shell after it.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly Folder folder = new();

    public static Task<Screen> OpenAsync(string arguments, int columns = 60, int rows = 15) =>
        OpenShellAsync($"'{Sock.Binary}' {arguments}; echo \"exit code $?\"; PS1= exec sh", columns, rows);

    /// <summary>One on which a command line of the shell runs.</summary>
    public static async Task<Screen> OpenShellAsync(string command, int columns, int rows)
    {
        Tools.Require("tmux");
        var screen = new Screen();
        await screen.TmuxAsync("-f", "/dev/null", "new-session", "-d", "-x", $"{columns}", "-y", $"{rows}", command);
        return screen;
    }

    public Task TypeAsync(string text) => TmuxAsync("send-keys", "-l", text);

    public Task PressAsync(params string[] keys) => TmuxAsync(["send-keys", .. keys]);

    /// <summary>Types a line and its end.</summary>
    public async Task EnterAsync(string line)
    {
        await TypeAsync(line);
        await PressAsync("Enter");
    }

    public Task WidenAsync(int columns, int rows) => TmuxAsync("resize-window", "-x", $"{columns}", "-y", $"{rows}");

    public async Task<string> ReadAsync() => (await TmuxAsync("capture-pane", "-p")).Output.TrimEnd('\n') + "\n";

    public async Task ShowsAsync(string text)
    {
        var start = TimeProvider.System.GetTimestamp();
        string screen;
        while (!(screen = await ReadAsync()).Contains(text, StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Until.Deadline, $"\"{text}\" on the screen: no, only \"{screen}\"");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync("kill-server");
        folder.Dispose();
    }

    private async Task<Run> TmuxAsync(params string[] arguments)
    {
        await using var tmux = Tools.Start("tmux", ["-u", "-S", folder["tmux"], .. arguments]);
        return await tmux.ExitAsync();
    }
}
