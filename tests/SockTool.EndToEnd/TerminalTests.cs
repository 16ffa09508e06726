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
        Assert.Equal("exit code 0\n", await screen.ReadAsync());
        await GivesBackAsync(screen);
    }

    [SkippableFact]
    public async Task Wide_characters_are_edited_one_by_one()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var screen = await Screen.OpenAsync($"connect {server.Address} -i --prompt '问> '");
        await screen.ShowsAsync("问>");
        await screen.TypeAsync("你好世界");
        await screen.PressAsync("Left", "BSpace");
        await screen.TypeAsync("个");
        await screen.PressAsync("Home", "Delete", "End");
        await screen.TypeAsync("!");
        await screen.ShowsAsync("问> 好个界!");
        await screen.PressAsync("Enter");
        await screen.ShowsAsync("问> 好个界!\n好个界!\n问>");
        await screen.TypeAsync("one two");
        await screen.PressAsync("C-w");
        await screen.TypeAsync("2");
        await screen.PressAsync("C-a", "C-d");
        await screen.ShowsAsync("问> ne 2");
        await screen.PressAsync("C-e", "C-u");
        await screen.TypeAsync("结束");
        await screen.PressAsync("Enter", "Up", "Up", "Down", "C-e");
        await screen.ShowsAsync("结束\n问> 结束");
        await screen.PressAsync("C-u", "C-d");
        await screen.ShowsAsync("exit code 0");
        await VerifyXunit.Verifier.Verify(await screen.ReadAsync());
    }

    [SkippableFact]
    public async Task Ctrl_C_ends_the_run_and_gives_the_terminal_back()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var screen = await Screen.OpenAsync($"connect {server.Address} --interactive");
        await screen.ShowsAsync(">>>");
        await screen.TypeAsync("half a li");
        await screen.ShowsAsync("half a li");
        await screen.PressAsync("C-c");
        await screen.ShowsAsync("sock: error: ended by signal SIGINT\nexit code 130");
        await GivesBackAsync(screen);
    }

    [SkippableFact]
    public async Task Ctrl_Z_gives_the_shell_its_terminal_and_fg_brings_the_line_back()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var screen = await Screen.OpenShellAsync("PS1='$ ' exec bash --norc --noprofile -i", 100, 30);
        await screen.ShowsAsync("$");
        await screen.EnterAsync($"'{Sock.Binary}' connect {server.Address} -i");
        await screen.ShowsAsync(">>>");
        await screen.TypeAsync("half");
        await screen.ShowsAsync(">>>half");
        foreach (var round in new[] { "one", "two" })
        {
            await screen.PressAsync("C-z");
            await screen.ShowsAsync("Stopped");
            await screen.EnterAsync($"stty -a | grep -ow -e -icanon -e icanon; echo {round}");
            await screen.ShowsAsync($"\nicanon\n{round}\n");
            await screen.EnterAsync("clear; fg");
            await screen.ShowsAsync(">>>half");
        }

        await screen.PressAsync("Left");
        await screen.TypeAsync("X");
        await screen.ShowsAsync(">>>halXf");
        await screen.PressAsync("Enter");
        await screen.ShowsAsync(">>>halXf\nhalXf\n>>>");
    }

    [SkippableFact]
    public async Task Ctrl_Z_where_no_shell_would_continue_it_is_nothing()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var screen = await Screen.OpenAsync($"connect {server.Address} -i");
        await screen.ShowsAsync(">>>");
        await screen.TypeAsync("half");
        await screen.ShowsAsync(">>>half");
        await screen.PressAsync("C-z");
        await screen.TypeAsync(" a line");
        await screen.PressAsync("Enter");
        await screen.ShowsAsync(">>>half a line\nhalf a line\n>>>");
    }

    [SkippableFact]
    public async Task What_comes_while_a_line_is_typed_stands_above_it_and_so_do_events()
    {
        var (speak, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var peer = await Peer.That(async (client, _) =>
        {
            await speak.Task;
            await client.SayAsync("突然");
            await leave.Task;
            client.Close();
        });
        await using var screen = await Screen.OpenAsync($"connect {peer.Endpoint} -i -v");
        await screen.ShowsAsync(">>>");
        await screen.TypeAsync("half");
        await screen.ShowsAsync(">>>half");
        speak.SetResult();
        await screen.ShowsAsync("\n突然\n>>>half\n");
        await screen.TypeAsync(" a line");
        await screen.ShowsAsync("\n突然\n>>>half a line\n");
        leave.SetResult();
        await screen.ShowsAsync("\n突然\nsock: the peer ended its stream\nexit code 0\n");
        await GivesBackAsync(screen);
    }

    [SkippableFact]
    public async Task A_line_longer_than_the_terminal_scrolls_and_another_width_shows_more_of_it()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var screen = await Screen.OpenAsync($"connect {server.Address} -i");
        await screen.ShowsAsync(">>>");
        await screen.TypeAsync("one two three four five six seven eight nine ten eleven twelve");
        await screen.ShowsAsync("eleven twelve");
        Assert.Single((await screen.ReadAsync()).Trim().Split('\n'));
        await screen.PressAsync("C-a");
        await screen.ShowsAsync(">>>one two three");
        await screen.WidenAsync(90, 15);
        await screen.ShowsAsync(">>>one two three four five six seven eight nine ten eleven twelve\n");
    }

    /// <summary>The shell behind us echoes what is typed again.</summary>
    private static async Task GivesBackAsync(Screen screen)
    {
        await screen.EnterAsync("echo $((6*7))");
        await screen.ShowsAsync("echo $((6*7))\n42\n");
    }
}
