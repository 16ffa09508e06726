namespace SockTool.EndToEnd;

/// <summary>sock replay over every transport: how a stream ends and stops is a step, and so is a datagram.</summary>
public sealed class ReplayTransportTests
{
    private const string Beginning = "#sock-session 1\n";

    [SkippableFact]
    public async Task Half_close_and_reset_of_a_python_server_are_recorded_and_verified()
    {
        Tools.Require("python3");
        using var folder = new Folder();
        const string Server = """
            import array, fcntl, socket, struct, termios
            s = socket.create_server(('127.0.0.1', 0))
            print(s.getsockname()[1], flush=True)
            for turn in range(3):
                c, _ = s.accept()
                got = b''
                while True:
                    more = c.recv(100)
                    if not more: break
                    got += more
                c.sendall(b'got %d\n' % len(got))
                if turn < 2:
                    c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
                    left = array.array('i', [1])
                    while left[0]: fcntl.ioctl(c, termios.TIOCOUTQ, left)
                c.close()
            """;
        await using var server = Tools.Start("python3", "-c", Server);
        await server.Output.ContainsAsync("\n");
        var address = $"127.0.0.1:{server.Output.Text.Trim()}";
        (await Sock.RunAsync(["connect", address, "--send", "hello", "--record", folder["s"]], [])).Exits(30);
        Assert.EndsWith("> \"hello\"\n>|\n< \"got 5\\n\"\n<!\n", await File.ReadAllTextAsync(folder["s"]), StringComparison.Ordinal);
        (await Sock.RunAsync(["replay", folder["s"], address], [])).Exits(0);
        var run = (await Sock.RunAsync(["replay", folder["s"], address], [])).Exits(50);
        Assert.Contains("line 6: the connection came to its end first", run.Error, StringComparison.Ordinal);
        Assert.Contains("-<!\n+<|\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_of_the_played_client_reaches_the_server()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], Beginning + "> \"x\"\n< \"y\"\n>!\n");
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --send y");
        (await Sock.RunAsync(["replay", folder["s"], server.Address], [])).Exits(0);
        Assert.Equal("x", (await server.ExitAsync()).Exits(30).Output);
    }

    [Fact]
    public async Task Much_both_ways_at_once_does_not_stop()
    {
        using var folder = new Folder();
        var line = new string('x', 100_000);
        await File.WriteAllTextAsync(folder["s"], Beginning + string.Concat(Enumerable.Repeat($"> \"{line}\"\n", 200)) + ">|\n" + string.Concat(Enumerable.Repeat($"< \"{line}\"\n", 200)) + "<|\n");
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        (await Sock.RunAsync(["replay", folder["s"], server.Address], [])).Exits(0);
    }

    [Theory]
    [InlineData("tls://127.0.0.1:0", "--tls-insecure")]
    [InlineData("ws://127.0.0.1:0/path", "")]
    [InlineData("unix:SOCKET", "")]
    public async Task Transports_make_no_difference(string address, string options)
    {
        using var folder = new Folder();
        var text = Beginning + "> \"hello\\n\"\n< \"hello\\n\"\n>|\n<|\n";
        await File.WriteAllTextAsync(folder["s"], text);
        await using var server = await Sock.ServeAsync($"echo-server {address.Replace("SOCKET", folder["socket"], StringComparison.Ordinal)} --clients 1 --record {folder["r"]}");
        (await Sock.RunAsync($"replay {folder["s"]} {server.Address.Split('?')[0]} {options}")).Exits(0);
        (await server.ExitAsync()).Exits(0);
        Assert.Equal(text[Beginning.Length..].Split('\n'), (await File.ReadAllTextAsync(folder["r"])).Split('\n').Skip(2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--update")]
    public async Task Whoever_takes_nothing_does_not_hold_us(string option)
    {
        using var folder = new Folder();
        var text = Beginning + string.Concat(Enumerable.Repeat($"> \"{new string('x', 1000 * 1000)}\"\n", 20)) + "< \"y\"\n";
        await File.WriteAllTextAsync(folder["s"], text);
        await using var deaf = await Peer.That((_, peer) => Task.Delay(Timeout.Infinite, peer.Over));
        var run = (await Sock.RunAsync($"replay {folder["s"]} {deaf.Endpoint} --timeout 500ms {option}")).Exits(50);
        Assert.Contains("what is said here was not taken within 500ms", run.Error, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(folder["s"]));
    }

    [Fact]
    public async Task Datagram_is_a_step_and_a_step_a_datagram()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], Beginning + "> \"one\"\n< \"one\"\n> \"\"\n< \"\"\n> \"two\"\n> \"three\"\n< /t.*/\n< any\n");
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        (await Sock.RunAsync(["replay", folder["s"], server.Address], [])).Exits(0);
        await ChangeAsync(folder["s"], "three", "t\"\n> \"h", "> ");
        await ChangeAsync(folder["s"], "any", "\"th\"", "< ");
        Assert.Contains("line 10: something else came", (await Sock.RunAsync(["replay", folder["s"], server.Address], [])).Exits(50).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_comes_is_one_datagram_or_more()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], Beginning + "> \"one\"\n> \"two\"\n> \"three\"\n> \"end\"\n< \"one\"\n< any\n< \"end\"\n");
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        (await Sock.RunAsync(["replay", folder["s"], server.Address], [])).Exits(0);
    }

    [Fact]
    public async Task Datagrams_that_came_instead_are_a_line_each()
    {
        using var folder = new Folder();
        const string Said = Beginning + "> \"one\"\n> \"\"\n> \"two\"\n";
        await File.WriteAllTextAsync(folder["s"], Said + "< \"x\"\n");
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        (await Sock.RunAsync(["replay", folder["s"], server.Address, "--update"], [])).Exits(0);
        Assert.Equal(Said + "< \"one\"\n< \"\"\n< \"two\"\n", await File.ReadAllTextAsync(folder["s"]));
        (await Sock.RunAsync(["replay", folder["s"], server.Address], [])).Exits(0);
    }

    private static async Task ChangeAsync(string file, string from, string to, string inLinesWith) => await File.WriteAllLinesAsync(
        file, (await File.ReadAllLinesAsync(file)).Select(line => line.StartsWith(inLinesWith, StringComparison.Ordinal) ? line.Replace(from, to, StringComparison.Ordinal) : line));
}
