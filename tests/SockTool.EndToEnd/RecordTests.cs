using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace SockTool.EndToEnd;

/// <summary>--record: what was said, in the order in which it was said, as a session file.</summary>
public sealed class RecordTests
{
    private static readonly string[] Asking = ["*1\\r\\n$4\\r\\nPING\\r\\n", "+PONG\\r\\n"];

    [SkippableFact]
    public async Task Client_records_its_question_before_the_answer()
    {
        Tools.Require("redis-server");
        using var folder = new Folder();
        await using var redis = await Redis.StartAsync();
        (await Sock.RunAsync(["connect", redis.Address, "--no-shutdown", "--linger", "1", "--max-receive", "7", "--send", Asking[0], "--record", folder["s"]], [])).Exits(0);
        Assert.Equal($"#sock-session 1\n# recorded by: sock connect {redis.Address}\n> \"{Asking[0]}\"\n< \"{Asking[1]}\"\n>|\n", await File.ReadAllTextAsync(folder["s"]));
    }

    [SkippableFact]
    public async Task Relay_records_each_client_as_the_client()
    {
        Tools.Require("redis-server", "redis-cli");
        using var folder = new Folder();
        await using var redis = await Redis.StartAsync();
        await using var relay = await Sock.ServeAsync(["relay", "127.0.0.1:0", redis.Address, "--clients", "2", "--record", folder["s"]]);
        Assert.Equal("PONG\n", (await Redis.AskAsync(relay.Port, "PING")).Exits(0).Output);
        Assert.Equal("hi\n", (await Redis.AskAsync(relay.Port, "ECHO", "hi")).Exits(0).Output);
        (await relay.ExitAsync()).Exits(0);
        var text = await File.ReadAllTextAsync(folder["s"]);
        Assert.StartsWith($"#sock-session 1\n# recorded by: sock relay 127.0.0.1:0 {redis.Address}\n> \"{Asking[0]}\"\n< \"{Asking[1]}\"\n>|\n", text, StringComparison.Ordinal);
        Assert.Contains("[2] > \"*2\\r\\n$4\\r\\nECHO\\r\\n$2\\r\\nhi\\r\\n\"\n[2] < \"$2\\r\\nhi\\r\\n\"\n[2] >|\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo-server", "> \"hello\\n\"\n< \"hello\\n\"\n>|\n<|\n")]
    [InlineData("listen --reply again:{message}", "> \"hello\\n\"\n< \"again:hello\\n\"\n>|\n<|\n")]
    [InlineData("listen --keep-open --send welcome --clients 2", "< \"welcome\"\n<|\n> \"hello\\n\"\n>|\n")]
    public async Task Server_records_what_it_receives_as_the_clients(string command, string session)
    {
        using var folder = new Folder();
        var words = command.Split(' ', 2);
        await using var server = await Sock.ServeAsync($"{words[0]} 127.0.0.1:0 --record {folder["s"]} {(words.Length > 1 ? words[1] : "")}");
        using var client = await server.DialAsync();
        if (command.Contains("welcome", StringComparison.Ordinal))
        {
            Assert.Equal("welcome", await client.HearTextAsync("welcome"));
        }

        await client.SayAsync("hello\n");
        client.Finish();
        await client.HearAllAsync();
        await Until.TrueAsync(() => Steps(folder["s"]).EndsWith("|\n", StringComparison.Ordinal) && Steps(folder["s"]).Length >= session.Length);
        Assert.Equal(session.Split('\n').Order(StringComparer.Ordinal), Steps(folder["s"]).Split('\n').Order(StringComparer.Ordinal));
        Assert.StartsWith(session[..session.IndexOf('|', StringComparison.Ordinal)][..^1], Steps(folder["s"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, false)]
    [InlineData(24, true)]
    public async Task A_record_that_is_too_long_to_be_played_is_kept_and_told_of(int mebibytes, bool isTooLong)
    {
        using var folder = new Folder();
        var bytes = new byte[mebibytes * 1024 * 1024];
        Array.Fill(bytes, (byte)0xFF);
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --recv-only --output /dev/null --keep-open");
        var run = (await Sock.RunAsync($"connect {server.Address} --record {folder["s"]}", bytes)).Exits(0);
        Assert.Equal(isTooLong ? [$"sock: warning: {folder["s"]} has more than 64 MiB, and sock replay reads no longer one"] : [], run.ErrorLines);
        Assert.InRange(new FileInfo(folder["s"]).Length, 3L * bytes.Length, 4L * bytes.Length);
    }

    [Fact]
    public async Task Sessions_of_several_clients_have_their_numbers()
    {
        using var folder = new Folder();
        await using var server = await Sock.ServeAsync($"echo-server 127.0.0.1:0 --clients 2 --record {folder["s"]}");
        using var first = await server.DialAsync();
        using var second = await server.DialAsync();
        foreach (var (client, text) in new[] { (first, "one"), (second, "two"), (first, "three") })
        {
            await client.SayAsync(text);
            Assert.Equal(text, await client.HearTextAsync(text));
        }

        first.Finish();
        await first.HearAllAsync();
        second.Finish();
        await second.HearAllAsync();
        (await server.ExitAsync()).Exits(0);
        Assert.Equal(
            "> \"one\"\n< \"one\"\n[2] > \"two\"\n[2] < \"two\"\n> \"three\"\n< \"three\"\n>|\n<|\n[2] >|\n[2] <|\n".Split('\n').Order(StringComparer.Ordinal),
            Steps(folder["s"]).Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Reset_of_ours_is_recorded_as_one_and_not_as_an_end()
    {
        using var folder = new Folder();
        await using var peer = await Peer.That(async (client, _) => await client.HearAllAsync());
        await Sock.RunAsync($"connect {peer.Endpoint} --send x --close reset --record {folder["s"]}");
        Assert.Equal("> \"x\"\n>!\n", Steps(folder["s"]));
    }

    [Fact]
    public async Task Reset_of_the_peers_is_recorded_as_the_peers()
    {
        using var folder = new Folder();
        await using var peer = await Peer.That(async (client, _) =>
        {
            await client.HearAsync(1);
            client.Reset();
        });
        await using var sock = Sock.Start($"connect {peer.Endpoint} --record {folder["s"]}");
        await sock.WriteAsync("x");
        (await sock.ExitAsync()).Exits(30);
        Assert.Equal("> \"x\"\n<!\n", Steps(folder["s"]));
    }

    [Fact]
    public async Task Pieces_and_pauses_are_recorded_when_asked_for()
    {
        using var folder = new Folder();
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --record {folder["s"]} --record-chunks --record-timing");
        using var client = await server.DialAsync();
        await client.SayAsync("a");
        await server.Output.ContainsAsync("a");
        await client.SayAsync("b");
        await server.Output.ContainsAsync("ab");
        client.Finish();
        (await server.ExitAsync()).Exits(0);
        Assert.Matches(@"\A(@ \d+\.\d\d\d\n)?> ""a""\n(@ \d+\.\d\d\d\n)?> ""b""\n(@ \d+\.\d\d\d\n)?>\|\n(@ \d+\.\d\d\d\n)?<\|\n\z", Steps(folder["s"]));
    }

    [Fact]
    public async Task Datagram_is_a_line_however_short()
    {
        using var folder = new Folder();
        await using var server = await Sock.ServeAsync($"listen udp://127.0.0.1:0 --recv-only --idle-timeout 2 --record {folder["s"]}");
        using var client = new UdpClient("127.0.0.1", server.Port);
        await client.SendAsync("one"u8.ToArray());
        await client.SendAsync(ReadOnlyMemory<byte>.Empty);
        await client.SendAsync("two"u8.ToArray());
        await server.ExitAsync();
        Assert.Equal("> \"one\"\n> \"\"\n> \"two\"\n", Steps(folder["s"]));
    }

    [Fact]
    public async Task Much_is_recorded_in_lines_that_end_with_a_character()
    {
        using var folder = new Folder();
        var text = string.Concat(Enumerable.Repeat("é信😀\n", 20_000));
        await using var peer = await Peer.That(async (client, _) => await client.HearAllAsync());
        (await Sock.RunAsync($"connect {peer.Endpoint} --send-only --record {folder["s"]}", text)).Exits(0);
        var lines = Steps(folder["s"]).Split('\n').Where(line => line.StartsWith("> \"", StringComparison.Ordinal)).ToList();
        Assert.All(lines, line => Assert.True(Bytes.Utf8(line).Length < 64 * 1024));
        Assert.Equal(text, string.Concat(lines.Select(line => Regex.Unescape(line[3..^1]))));
    }

    [SkippableFact]
    public async Task What_cannot_be_recorded_is_no_success()
    {
        Skip.IfNot(File.Exists("/dev/full"), "no /dev/full on this system");
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = await Sock.RunAsync($"connect {server.Address} --record /dev/full", "hello\n");
        Assert.Equal("hello\n", run.Exits(61).Output);
        Assert.Contains("cannot write /dev/full", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--record-chunks")]
    [InlineData("--record-timing")]
    public async Task How_is_nothing_without_where(string option) =>
        Assert.Contains($"{option} says nothing without --record", (await Sock.RunAsync($"connect 127.0.0.1:1 {option}")).Exits(2).Error, StringComparison.Ordinal);

    private static string Steps(string file) => string.Concat(File.ReadAllLines(file).Skip(2).Select(line => $"{line}\n"));
}
