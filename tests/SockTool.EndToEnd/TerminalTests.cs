namespace SockTool.EndToEnd;

/// <summary>A conversation on a real terminal: the screen is tmux's.</summary>
public sealed class TerminalTests : IAsyncLifetime, IDisposable
{
    private readonly Folder folder = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => TmuxAsync("kill-server");

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task Prompt_stands_before_each_line_and_the_screen_shows_the_conversation()
    {
        Tools.Require("tmux");
        await using var server = await RunningServer.StartAsync(["listen", "127.0.0.1:0", "--reply", "服务端接收到了信息 {message}"], Reading.AtOnce);
        await OpenAsync($"connect {server.Address} --interactive");
        await ShowsAsync(">>>");
        await TypeAsync("helo");
        await TmuxAsync("send-keys", "Left");
        await TypeAsync("l");
        await ShowsAsync(">>>hello");
        await TmuxAsync("send-keys", "Enter");
        await ShowsAsync("服务端接收到了信息 hello\n>>>");
        await TmuxAsync("send-keys", "Up");
        await ShowsAsync("信息 hello\n>>>hello");
        await TmuxAsync("send-keys", "BSpace", "Enter");
        await ShowsAsync("信息 hell\n>>>");
        await TypeAsync("exit");
        await TmuxAsync("send-keys", "Enter");
        await ShowsAsync("exit code 0");
        await VerifyXunit.Verifier.Verify(await ScreenAsync());
        (await server.ExitAsync()).Exits(0);
    }

    [SkippableFact]
    public async Task Peer_that_leaves_while_a_line_is_typed_ends_the_run_and_gives_the_terminal_back()
    {
        Tools.Require("tmux");
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await OpenAsync($"connect {server.Address} --interactive");
        await ShowsAsync(">>>");
        await TypeAsync("half a li");
        await ShowsAsync("half a li");
        server.Process.Send(Signal.Terminate);
        await ShowsAsync("exit code 0");
        await TypeAsync("echo $((6*7))");
        await TmuxAsync("send-keys", "Enter");
        await ShowsAsync("\n42");
    }

    private Task<Run> OpenAsync(string arguments) => TmuxAsync(
        "-f", "/dev/null", "new-session", "-d", "-x", "60", "-y", "15",
        $"'{Sock.Binary}' {arguments}; echo \"exit code $?\"; PS1= exec sh");

    private Task<Run> TypeAsync(string text) => TmuxAsync("send-keys", "-l", text);

    private async Task<string> ScreenAsync() => (await TmuxAsync("capture-pane", "-p")).Output.TrimEnd('\n') + "\n";

    private async Task ShowsAsync(string text)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        string screen;
        while (!(screen = await ScreenAsync()).Contains(text, StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < Until.Deadline, $"\"{text}\" on the screen: no, only \"{screen}\"");
        }
    }

    private async Task<Run> TmuxAsync(params string[] arguments)
    {
        await using var tmux = Tools.Start("tmux", ["-u", "-S", folder["tmux"], .. arguments]);
        return await tmux.ExitAsync();
    }
}
