using System.Text.Json;

namespace SockTool.EndToEnd;

/// <summary><c>--hex</c> and <c>--tee</c>: the bytes of both directions, in the order in which they came.</summary>
public sealed class BytesSeenTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task A_dump_is_what_hexdump_shows_with_a_mark_for_the_direction()
    {
        Tools.Require("hexdump");
        var bytes = Bytes.Random(1000);
        await folder.WriteAsync("bytes", bytes);
        var lines = (await Shell.RunAsync($"hexdump -v -C '{folder["bytes"]}'")).Exits(0).Output.Split('\n')[..^2];
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = (await Sock.RunAsync($"connect {server.Address} --hex", bytes)).Exits(0);
        Assert.Equal(bytes, run.Bytes);
        Assert.Equal([.. lines.Select(line => $"> {line}"), .. lines.Select(line => $"< {line}")], run.ErrorLines);
    }

    [Fact]
    public async Task The_question_stands_before_its_answer_whoever_asks()
    {
        await using var server = await Sock.ServeAsync($"echo-server 127.0.0.1:0 --reply 'got {{message}}' --hex --tee {folder["server"]}");
        await using var client = Sock.Start($"connect {server.Address} --hex --tee {folder["client"]}");
        for (var i = 1; i <= 20; i++)
        {
            await client.WriteAsync($"{i};");
            await client.Output.WhenAsync(() => client.Output.Text.EndsWith($"got {i};", StringComparison.Ordinal), $"answer {i}");
        }

        client.CloseInput();
        var dump = (await client.ExitAsync()).Exits(0).ErrorLines;
        var expected = string.Concat(Enumerable.Range(1, 20).Select(i => $"{i};got {i};"));
        Assert.Equal(expected, await File.ReadAllTextAsync(folder["client"]));
        Assert.Equal(expected, await File.ReadAllTextAsync(folder["server"]));
        Assert.Equal(40, dump.Count);
        Assert.All(dump, (line, at) => Assert.StartsWith(at % 2 == 0 ? ">" : "<", line, StringComparison.Ordinal));
        Assert.Contains("[1] < 00000000  31 3b ", server.Error.Text, StringComparison.Ordinal);
        Assert.Contains("[1] > 00000006  67 6f 74 20 32 3b ", server.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_are_told_apart_and_have_their_own_offsets()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --keep-open --hex");
        (await Sock.RunAsync($"connect {server.Address} --send-only", "one")).Exits(0);
        (await Sock.RunAsync($"connect {server.Address} --send-only", "two")).Exits(0);
        await server.Error.ContainsAsync("[1] < 00000000  6f 6e 65 ");
        await server.Error.ContainsAsync("[2] < 00000000  74 77 6f ");
    }

    [Fact]
    public async Task A_relay_shows_what_goes_to_its_client_as_sent()
    {
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 'exec:tr a-c x-z' --clients 1 --hex --tee {folder["tee"]}");
        Assert.Equal("xyz", (await Sock.RunAsync($"connect {relay.Address}", "abc")).Exits(0).Output);
        var error = (await relay.ExitAsync()).Exits(0).Error;
        Assert.Contains("< 00000000  61 62 63 ", error, StringComparison.Ordinal);
        Assert.Contains("> 00000000  78 79 7a ", error, StringComparison.Ordinal);
        Assert.Equal("abcxyz", await File.ReadAllTextAsync(folder["tee"]));
    }

    [Fact]
    public async Task As_JSON_a_dump_is_an_object_a_line_and_has_every_byte()
    {
        var bytes = Bytes.Random(10_000);
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --log-format json --hex --clients 1");
        (await Sock.RunAsync($"connect {server.Address}", bytes)).Exits(0);
        var events = (await server.ExitAsync()).Exits(0).ErrorLines.Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty("hex", out _)).ToList();
        Assert.All(events, seen => Assert.Equal(("bytes", 1), (seen.GetProperty("event").GetString(), seen.GetProperty("client").GetInt32())));
        Assert.Equal(bytes, In("fromPeer"));
        Assert.Equal(bytes, In("toPeer"));

        byte[] In(string direction)
        {
            var all = new List<byte>();
            foreach (var seen in events.Where(one => one.GetProperty("direction").GetString() == direction))
            {
                Assert.Equal(all.Count, seen.GetProperty("offset").GetInt32());
                all.AddRange(Convert.FromHexString(seen.GetProperty("hex").GetString()!));
            }

            return [.. all];
        }
    }

    [Theory]
    [InlineData("connect {0} --tee {1}")]
    [InlineData("relay - {0} --tee {1}")]
    public async Task A_file_is_written_anew_unless_it_is_to_be_appended_to(string command)
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --keep-open --send-only --send bye");
        var line = string.Format(System.Globalization.CultureInfo.InvariantCulture, command, server.Address, folder["tee"]);
        await folder.WriteAsync("tee", Bytes.Utf8("what was there"));
        (await Sock.RunAsync(line)).Exits(0);
        Assert.Equal("bye", await File.ReadAllTextAsync(folder["tee"]));
        (await Sock.RunAsync($"{line} --append")).Exits(0);
        Assert.Equal("byebye", await File.ReadAllTextAsync(folder["tee"]));
    }

    [SkippableFact]
    public async Task A_file_that_cannot_be_written_ends_no_session_and_fails_the_run()
    {
        Skip.IfNot(File.Exists("/dev/full"));
        var bytes = Bytes.Random(3 * Bytes.MiB);
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = (await Sock.RunAsync($"connect {server.Address} --tee /dev/full", bytes)).Exits(61).Says("/dev/full", "ENOSPC");
        Assert.Equal(bytes, run.Bytes);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_told_before_anything_is_dialled()
    {
        File.CreateSymbolicLink(folder["link"], folder["target"]);
        (await Sock.RunAsync($"connect 127.0.0.1:1 --tee {folder["link"]}")).Exits(61).Says("ELOOP");
        (await Sock.RunAsync($"connect 127.0.0.1:1 --tee {folder["missing"]}/tee")).Exits(61).Says("ENOENT");
        Assert.False(File.Exists(folder["target"]));
    }

    [Theory]
    [InlineData("connect localhost:1 --append", "--output")]
    [InlineData("echo-server 1 --append", "--tee")]
    [InlineData("relay 1 localhost:1 --append", "--tee")]
    [InlineData("listen 127.0.0.1:1 --append --shell cat", "--shell")]
    public async Task Nothing_to_append_to_is_a_usage_error(string line, string named) => (await Sock.RunAsync(line)).Exits(2).Says("--append", named);

    [Theory]
    [InlineData("connect localhost:1 --tee f --output f", "--output f")]
    [InlineData("connect localhost:1 --tee f --pcap f", "--pcap f")]
    [InlineData("echo-server 1 --tee f --verdict f", "--verdict f")]
    [InlineData("connect localhost:1 --record x/../f --tee f", "--record x/../f")]
    public async Task One_file_for_two_things_is_a_usage_error(string line, string other) => (await Sock.RunAsync(line)).Exits(2).Says("--tee f", other);

    [Theory]
    [InlineData("connect localhost:1 --record ./f --pcap f", "--record ./f", "--pcap f")]
    [InlineData("connect localhost:1 --pcap f --output ./f", "--pcap f", "--output ./f")]
    [InlineData("listen 127.0.0.1:1 --record f --output f", "--record f", "--output f")]
    [InlineData("connect localhost:1 --verdict f --output f", "--verdict f", "--output f")]
    [InlineData("relay 127.0.0.1:1 localhost:1 --verdict f --pcap f", "--pcap f", "--verdict f")]
    [InlineData("replay f localhost:1 --record ./f", "FILE f", "--record ./f")]
    [InlineData("replay f 127.0.0.1:1 --as server --verdict f", "FILE f", "--verdict f")]
    public async Task So_is_any_other_pair_and_a_file_that_is_played(string line, string one, string other) => (await Sock.RunAsync(line)).Exits(2).Says(one, other);

    [SkippableTheory]
    [InlineData("--tee")]
    [InlineData("--record")]
    [InlineData("--pcap")]
    public async Task A_FIFO_that_nobody_reads_is_waited_for_until_the_run_is_to_end(string option)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "who waits for a reader shows in /proc");
        (await Shell.RunAsync($"mkfifo '{folder["fifo"]}'")).Exits(0);
        (await Sock.RunAsync($"connect 127.0.0.1:1 {option} {folder["fifo"]} --deadline 300ms")).Exits(22);
        await using var server = Sock.Start($"listen 127.0.0.1:0 {option} {folder["fifo"]}");
        await Until.TrueAsync(() => WaitsForAReader(server.Id));
        server.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
    }

    // proc(5): the name of what a thread sleeps in, which for the opening of a FIFO is this one.
    private static bool WaitsForAReader(int process)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{process}/task").Any(thread => File.ReadAllText($"{thread}/wchan") == "wait_for_partner");
        }
        catch (IOException)
        {
            // A thread that has just ended.
            return false;
        }
    }

    [Theory]
    [InlineData("text", "> 00000000                                                    ||")]
    [InlineData("json", "\"direction\":\"toPeer\",\"offset\":0,\"hex\":\"\"}")]
    public async Task A_datagram_of_nothing_is_seen(string format, string line)
    {
        await using var udp = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        var run = await Sock.RunAsync($"connect {udp.Address} --hex --log-format {format} --idle-timeout 500ms --send ''");
        Assert.Contains(line, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Datagrams_and_children_are_seen_too()
    {
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --shell 'cat; echo bye' --tee {folder["tee"]} --append --hex");
        Assert.Equal("hi\nbye\n", (await Sock.RunAsync($"connect {server.Address}", "hi\n")).Exits(0).Output);
        Assert.Contains("< 00000000  68 69 0a ", (await server.ExitAsync()).Exits(0).Error, StringComparison.Ordinal);
        Assert.Equal("hi\nhi\nbye\n", await File.ReadAllTextAsync(folder["tee"]));
        await using var udp = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        var run = await Sock.RunAsync($"connect {udp.Address} --hex --max-receive 6 --idle-timeout 20s --send one --send two");
        Assert.Contains("> 00000003  74 77 6f ", run.Error, StringComparison.Ordinal);
    }
}
