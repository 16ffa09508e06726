namespace SockTool.EndToEnd;

/// <summary>A conversation on a real terminal: the screen is tmux's.</summary>
public sealed class TerminalTests
{
    [SkippableFact]
    public async Task Prompt_stands_before_each_line_and_the_screen_shows_the_conversation()
    {
        await using var server = await RunningServer.StartAsync(["listen", "127.0.0.1:0", "--reply", "服务端接收到了信息 {message}"], Reading.AtOnce);
        await using var screen = await Screen.OpenAsync($"connect {server.Address} --interactive");
        await screen.ShowsAsync(">>>");
        await screen.TypeAsync("helo");
        await screen.PressAsync("Left");
        await screen.TypeAsync("l");
        await screen.ShowsAsync(">>>hello");
        await screen.PressAsync("Enter");
        await screen.ShowsAsync("服务端接收到了信息 hello\n>>>");
        await screen.PressAsync("Up");
        await screen.ShowsAsync("信息 hello\n>>>hello");
        await screen.PressAsync("BSpace", "Enter");
        await screen.ShowsAsync("信息 hell\n>>>");
        await screen.TypeAsync("exit");
        await screen.PressAsync("Enter");
        await screen.ShowsAsync("exit code 0");
        await VerifyXunit.Verifier.Verify(await screen.ReadAsync());
        (await server.ExitAsync()).Exits(0);
    }

    [SkippableFact]
    public async Task Peer_that_leaves_while_a_line_is_typed_ends_the_run_and_gives_the_terminal_back()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var screen = await Screen.OpenAsync($"connect {server.Address} --interactive");
        await screen.ShowsAsync(">>>");
        await screen.TypeAsync("half a li");
        await screen.ShowsAsync("half a li");
        server.Process.Send(Signal.Terminate);
        await screen.ShowsAsync("exit code 0");
        await screen.TypeAsync("echo $((6*7))");
        await screen.PressAsync("Enter");
        await screen.ShowsAsync("\n42");
    }
}
