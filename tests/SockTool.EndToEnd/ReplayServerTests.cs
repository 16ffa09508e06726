namespace SockTool.EndToEnd;

/// <summary>sock replay --as server: the client is verified, whoever it is and whoever has started it.</summary>
public sealed class ReplayServerTests
{
    private const string Beginning = "#sock-session 1\n";

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

    [SkippableFact]
    public async Task Session_that_failed_changes_no_file_even_if_its_client_does_not_mind()
    {
        Tools.Require("python3");
        using var folder = new Folder();
        var text = Beginning + "> \"ping\\n\"\n" + string.Concat(Enumerable.Repeat($"< \"{new string('x', 1000 * 1000)}\"\n", 20));
        await File.WriteAllTextAsync(folder["s"], text);
        const string Client = "import os, select, socket; s = socket.create_connection(('127.0.0.1', int(os.environ['SOCK_PORT']))); s.sendall(b'pang\\n'); p = select.poll(); p.register(s, 0); p.poll()";
        (await Sock.RunAsync(["replay", folder["s"], "127.0.0.1:0", "--as", "server", "--update", "--timeout", "500ms", "--accept-timeout", "none", "--run", "--", "python3", "-c", Client], [])).Exits(50);
        Assert.Equal(text, await File.ReadAllTextAsync(folder["s"]));
    }
}
