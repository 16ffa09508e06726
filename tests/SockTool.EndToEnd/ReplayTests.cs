using System.Text.Json;

namespace SockTool.EndToEnd;

/// <summary>sock replay as client: the server is verified, and what differs is told or taken over.</summary>
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

    [Fact]
    public async Task Of_a_long_line_the_diff_is_short_and_says_what_it_leaves_out()
    {
        using var folder = new Folder();
        var line = string.Concat(Enumerable.Range(0, 20_000)); // 88,890 digits
        await File.WriteAllTextAsync(folder["s"], Beginning + $"> \"x\"\n< \"{line}\"\n");
        await using var peer = await Peer.ThatSaysAndListens($"X{line}");
        var run = (await Sock.RunAsync($"replay {folder["s"]} {peer.Endpoint}")).Exits(50);
        Assert.InRange(run.Error.Length, 20_000, 40_000);
        Assert.Matches("(?m)^[.]{3}\nsock: the diff leaves out 7[0-9]{4} bytes of what was expected and 7[0-9]{4} bytes of what came$", run.Error);
        await using var again = await Peer.ThatSaysAndListens($"X{line}");
        var told = (await Sock.RunAsync($"replay {folder["s"]} {again.Endpoint} --log-format json")).Exits(50).ErrorLines.Select(one => JsonDocument.Parse(one).RootElement).Single(one => one.TryGetProperty("diff", out _));
        Assert.InRange(told.GetProperty("expectedLeftOut").GetInt32(), 70_000, 80_000);
        Assert.InRange(told.GetProperty("cameLeftOut").GetInt32(), 70_000, 80_000);
    }

    [Theory]
    [InlineData("--timeout 1s", 50, "nothing more came within 1s")]
    [InlineData("--read-timeout 0", 2, "--read-timeout")]
    [InlineData("--idle-timeout 1", 2, "--idle-timeout says nothing here")]
    [InlineData("--keep-open", 2, "--keep-open says nothing where the client is played")]
    [InlineData("--as server --retry 3", 2, "--retry says nothing where the server is played")]
    [InlineData("--as server --update --keep-open", 2, "--update and --keep-open")]
    [InlineData("--mask (=x", 2, "--mask: \"(=x\" is not a regular expression: a ( is not closed (at character 1)")]
    [InlineData("--mask abc", 2, "--mask: \"abc\" is not a regular expression, = and a name")]
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
    [InlineData("#sock-session 1\n> \"x\"\n< /[b-a]/\n", "line 3: \"[b-a]\" is not a regular expression: the range in [ ] goes backwards (at character 4)")]
    [InlineData("#sock-session 1\n> \"x\\y\"\n", "line 2: \"\\y\" is not an escape\nsock: hint: the escapes are \\n \\r \\t \\0 \\\\ \\\" and \\xHH")]
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
