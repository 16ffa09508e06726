namespace SockTool.EndToEnd;

/// <summary>sock replay against programs that nobody here wrote, as client and as server.</summary>
public sealed class ReplayTests
{
    private const string Beginning = "#sock-session 1\n";

    [SkippableFact]
    public async Task What_was_recorded_is_verified()
    {
        Tools.Require("redis-server");
        using var folder = new Folder();
        await using var redis = await Redis.StartAsync();
        await RecordAsync(folder, redis);
        var run = (await Sock.RunAsync(["replay", folder["s"], redis.Address], [])).Exits(0);
        Assert.Equal(("", ""), (run.Output, run.Error));
    }

    [SkippableFact]
    public async Task What_is_answered_otherwise_is_told_with_its_line_and_a_diff()
    {
        Tools.Require("redis-server");
        using var folder = new Folder();
        await using var redis = await Redis.StartAsync();
        await RecordAsync(folder, redis);
        await ChangeAsync(folder["s"], "hello", "hallo", "< ");
        var run = (await Sock.RunAsync(["replay", folder["s"], redis.Address], [])).Exits(50);
        Assert.Equal("", run.Output);
        Assert.Equal(
            $"""
            --- {folder["s"]}:5
            +++ {redis.Address}
            @@ -1,4 +1,4 @@
             < "+OK\r\n"
             < "$5\r\n"
            -< "hallo\r\n"
            +< "hello\r\n"
             <|
            sock: error: verification failed: {folder["s"]}, line 5: something else came

            """,
            run.Error);
    }

    [SkippableFact]
    public async Task Update_takes_over_what_came_and_keeps_what_was_written_by_hand()
    {
        Tools.Require("redis-server");
        using var folder = new Folder();
        await using var redis = await Redis.StartAsync();
        var before = Beginning + """
            # a comment
            within 5s

            > "SET key one\r\n"
            < /\+O.\r\n/
            > "GET key\r\n"
            < "$5\r\nthree\r\n"
            # another
            > "ECHO same\r\n"
            < "$4\r\nsame\r\n"
            > "QUIT\r\n"
            < "-ERR no\r\n"
            < any
            <|
            """;
        await File.WriteAllTextAsync(folder["s"], before);
        var run = (await Sock.RunAsync(["replay", folder["s"], redis.Address, "--update"], [])).Exits(0);
        Assert.Contains($"{folder["s"]} is rewritten: 2 differences", run.Error, StringComparison.Ordinal);
        var after = before
            .Replace("< \"$5\\r\\nthree\\r\\n\"", "< \"$3\\r\\none\\r\\n\"", StringComparison.Ordinal)
            .Replace("< \"-ERR no\\r\\n\"\n< any\n<|", "< \"+OK\\r\\n\"\n<|\n", StringComparison.Ordinal);
        Assert.Equal(after, await File.ReadAllTextAsync(folder["s"]));
        (await Sock.RunAsync(["replay", folder["s"], redis.Address], [])).Exits(0);
        Assert.Equal(["s"], folder.Names);
    }

    [SkippableFact]
    public async Task Without_a_difference_update_leaves_the_file_alone()
    {
        Tools.Require("redis-server");
        using var folder = new Folder();
        await using var redis = await Redis.StartAsync();
        await RecordAsync(folder, redis);
        var before = File.GetLastWriteTimeUtc(folder["s"]);
        Assert.Equal("", (await Sock.RunAsync(["replay", folder["s"], redis.Address, "--update"], [])).Exits(0).Error);
        Assert.Equal(before, File.GetLastWriteTimeUtc(folder["s"]));
    }

    [SkippableFact]
    public async Task Masks_hide_what_is_never_the_same()
    {
        Tools.Require("redis-server");
        using var folder = new Folder();
        await using var redis = await Redis.StartAsync();
        (await Sock.RunAsync(["connect", redis.Address, "--send", "CLIENT ID\\r\\n", "--record", folder["s"]], [])).Exits(0);
        var differs = (await Sock.RunAsync(["replay", folder["s"], redis.Address], [])).Exits(50);
        Assert.Contains("\n-< \":", differs.Error, StringComparison.Ordinal);
        (await Sock.RunAsync(["replay", folder["s"], redis.Address, "--mask", @":\d+=ID"], [])).Exits(0);
        await ChangeAsync(folder["s"], ":", "+", "< ");
        var masked = (await Sock.RunAsync(["replay", folder["s"], redis.Address, "--mask", @"\d+=ID"], [])).Exits(50);
        Assert.Contains("-< \"+ID\\r\\n\"\n+< \":ID\\r\\n\"", masked.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Server_that_is_played_satisfies_its_client()
    {
        Tools.Require("redis-server", "redis-cli");
        using var folder = new Folder();
        await using (var redis = await Redis.StartAsync())
        {
            await using var relay = await Sock.ServeAsync(["relay", "127.0.0.1:0", redis.Address, "--clients", "2", "--record", folder["s"]]);
            await Redis.AskAsync(relay.Port, "SET", "key", "value");
            Assert.Equal("value\n", (await Redis.AskAsync(relay.Port, "GET", "key")).Exits(0).Output);
            (await relay.ExitAsync()).Exits(0);
            (await Sock.RunAsync(["replay", folder["s"], redis.Address], [])).Exits(0);
        }

        await using var mock = await Sock.ServeAsync(["replay", folder["s"], "127.0.0.1:0", "--as", "server"]);
        Assert.Equal("OK\n", (await Redis.AskAsync(mock.Port, "SET", "key", "value")).Exits(0).Output);
        Assert.Equal("value\n", (await Redis.AskAsync(mock.Port, "GET", "key")).Exits(0).Output);
        (await mock.ExitAsync()).Exits(0);
    }

    [SkippableFact]
    public async Task Server_that_is_played_again_and_again_goes_on_after_a_mismatch()
    {
        Tools.Require("redis-cli");
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], Beginning + "> \"*1\\r\\n$4\\r\\nPING\\r\\n\"\n< \"+PONG\\r\\n\"\n>|\n");
        await using var mock = await Sock.ServeAsync(["replay", folder["s"], "127.0.0.1:0", "--as", "server", "--clients", "3"]);
        Assert.Equal("PONG\n", (await Redis.AskAsync(mock.Port, "PING")).Exits(0).Output);
        await Redis.AskAsync(mock.Port, "ECHO", "x");
        Assert.Equal("PONG\n", (await Redis.AskAsync(mock.Port, "PING")).Exits(0).Output);
        var run = (await mock.ExitAsync()).Exits(50);
        Assert.Contains("-> \"*1\\r\\n\"", run.Error, StringComparison.Ordinal);
        Assert.Contains($"verification failed: {folder["s"]}, line 2: something else came", run.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Client_that_is_run_by_it_is_the_one_that_is_verified()
    {
        Tools.Require("python3");
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], Beginning + "> \"ping\\n\"\n< \"pong\\n\"\n>|\n<|\n");
        const string Client = "import os, socket; s = socket.create_connection(('127.0.0.1', int(os.environ['SOCK_PORT']))); s.sendall(b'ping\\n'); s.shutdown(1); print(s.makefile().read(), end='')";
        var run = await Sock.RunAsync(["replay", folder["s"], "127.0.0.1:0", "--as", "server", "--run", "--", "python3", "-c", Client], []);
        Assert.Equal("pong\n", run.Exits(0).Output);
        foreach (var client in new[] { Client.Replace("ping", "pang", StringComparison.Ordinal), "import sys; sys.exit(3)" })
        {
            var wrong = await Sock.RunAsync(["replay", folder["s"], "127.0.0.1:0", "--as", "server", "--run", "--", "python3", "-c", $"try:\n {client}\nexcept OSError: pass"], []);
            wrong.Exits(client.Contains("pang", StringComparison.Ordinal) ? 50 : 3);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("--keep-open ")]
    public async Task Session_that_no_client_came_for_has_verified_nothing(string option)
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], Beginning + "# nobody\n> \"ping\\n\"\n>|\n");
        var run = (await Sock.RunAsync($"replay {folder["s"]} 127.0.0.1:0 --as server {option}--run -- true")).Exits(50);
        run.Says("line 3: no client came for this session");
    }

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

    [Fact]
    public async Task Played_server_takes_over_what_its_client_says()
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], Beginning + "> \"hullo\\n\"\n< \"x\\n\"\n>|\n<|\n");
        await using var played = await Sock.ServeAsync(["replay", folder["s"], "127.0.0.1:0", "--as", "server", "--update"]);
        Assert.Equal("x\n", (await Sock.RunAsync($"connect {played.Address}", "hello\n")).Exits(0).Output);
        (await played.ExitAsync()).Exits(0);
        Assert.Equal(Beginning + "> \"hello\\n\"\n>|\n< \"x\\n\"\n<|\n", await File.ReadAllTextAsync(folder["s"]));
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

    [SkippableFact]
    public async Task Session_that_failed_changes_no_file_even_if_its_client_does_not_mind()
    {
        Tools.Require("python3");
        using var folder = new Folder();
        var text = Beginning + "> \"ping\\n\"\n" + string.Concat(Enumerable.Repeat($"< \"{new string('x', 1000 * 1000)}\"\n", 20));
        await File.WriteAllTextAsync(folder["s"], text);
        const string Client = "import os, select, socket; s = socket.create_connection(('127.0.0.1', int(os.environ['SOCK_PORT']))); s.sendall(b'pang\\n'); p = select.poll(); p.register(s, 0); p.poll()";
        (await Sock.RunAsync(["replay", folder["s"], "127.0.0.1:0", "--as", "server", "--update", "--timeout", "500ms", "--run", "--", "python3", "-c", Client], [])).Exits(50);
        Assert.Equal(text, await File.ReadAllTextAsync(folder["s"]));
    }

    [Theory]
    [InlineData("--timeout 1s", 50, "nothing more came within 1s")]
    [InlineData("--read-timeout 0", 2, "--read-timeout")]
    [InlineData("--idle-timeout 1", 2, "--idle-timeout says nothing here")]
    [InlineData("--keep-open", 2, "--keep-open says nothing where the client is played")]
    [InlineData("--as server --retry 3", 2, "--retry says nothing where the server is played")]
    [InlineData("--as server --update --keep-open", 2, "--update and --keep-open")]
    [InlineData("--mask (=x", 2, "--mask: \"(=x\" is not a regular expression")]
    [InlineData("--as both", 2, "--as: \"both\" is none of client, server")]
    public async Task Limits_and_mistakes(string options, int exit, string said)
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], Beginning + "> \"x\"\n< \"y\"\n");
        await using var silent = await Peer.That((_, _) => Task.CompletedTask);
        Assert.Contains(said, (await Sock.RunAsync($"replay {folder["s"]} {silent.Endpoint} {options}")).Exits(exit).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#sock-session 1\n> hello\n", "line 2: \"> hello\" is not a line of a session")]
    [InlineData("#sock-session 1\n> any\n", "line 2: nobody knows what to send for \"> any\"")]
    [InlineData("GET / HTTP/1.0\n", "line 1: \"GET / HTTP/1.0\" does not name the format")]
    public async Task Malformed_file_is_told_before_anybody_is_bothered(string text, string said)
    {
        using var folder = new Folder();
        await File.WriteAllTextAsync(folder["s"], text);
        Assert.Contains($"{folder["s"]}, {said}", (await Sock.RunAsync($"replay {folder["s"]} 127.0.0.1:1")).Exits(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_not_there_is_an_unreadable_input() => Assert.Contains(
        "cannot read /nowhere/s", (await Sock.RunAsync("replay /nowhere/s 127.0.0.1:1")).Exits(60).Error, StringComparison.Ordinal);

    private static async Task RecordAsync(Folder folder, Redis redis) =>
        (await Sock.RunAsync(["connect", redis.Address, "--send", "SET key hello\\r\\nGET key\\r\\n", "--record", folder["s"]], [])).Exits(0);

    private static async Task ChangeAsync(string file, string from, string to, string inLinesWith) => await File.WriteAllLinesAsync(
        file, (await File.ReadAllLinesAsync(file)).Select(line => line.StartsWith(inLinesWith, StringComparison.Ordinal) ? line.Replace(from, to, StringComparison.Ordinal) : line));
}
