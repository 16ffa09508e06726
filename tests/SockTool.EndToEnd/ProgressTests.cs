using System.Net.Sockets;
using System.Text.Json;

namespace SockTool.EndToEnd;

/// <summary>How far a run is: a line that stays below all others on a terminal, and events elsewhere.</summary>
public sealed class ProgressTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task On_a_terminal_it_is_one_line_with_a_bar_and_is_gone_at_the_end()
    {
        await using var peer = await PeerWithAPauseAsync();
        await using var screen = await Screen.OpenAsync($"connect {peer.Endpoint} --progress --recv-only --expect-bytes 4MB --output '{folder["got"]}'", columns: 80);

        // What has come does not change any more, and of the last seconds nothing is left.
        await screen.ShowsAsync(", 0 B/s");
        await VerifyXunit.Verifier.Verify(await screen.ReadAsync());
        goOn.SetResult();
        await screen.ShowsAsync("exit code 0");
        Assert.Equal("exit code 0\n", await screen.ReadAsync());
        Assert.Equal(4_000_000, new FileInfo(folder["got"]).Length);
    }

    [SkippableFact]
    public async Task Other_lines_stand_above_it_whole()
    {
        await using var peer = await PeerWithAPauseAsync();
        await using var screen = await Screen.OpenAsync($"connect {peer.Endpoint} --progress always -v --recv-only --expect-bytes 5MB --output /dev/null", columns: 100);
        await screen.ShowsAsync("received 3.00 MB of 5.00 MB");
        goOn.SetResult();
        await screen.ShowsAsync("exit code 50");
        var lines = (await screen.ReadAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines[..^1], line => Assert.StartsWith("sock: ", line, StringComparison.Ordinal));
        Assert.Contains("sock: the peer ended its stream", lines);
    }

    [SkippableFact]
    public async Task It_gives_way_to_what_the_peer_says_on_the_same_terminal()
    {
        await using var speaker = await Peer.That(async (client, peer) =>
        {
            await goOn.Task.WaitAsync(peer.Over);
            await client.SayAsync("the peer's words\n");
            client.Close();
        });
        await using var screen = await Screen.OpenAsync($"connect {speaker.Endpoint} --progress=always --recv-only --expect-bytes 1MB");
        await screen.ShowsAsync("received 0 B of 1.00 MB");
        goOn.SetResult();
        await screen.ShowsAsync("exit code 50");
        Assert.StartsWith("the peer's words\nsock: error: ", await screen.ReadAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_terminal_that_is_narrow_has_no_bar_and_one_line_all_the_same()
    {
        await using var peer = await PeerWithAPauseAsync();
        await using var screen = await Screen.OpenAsync($"connect {peer.Endpoint} --progress always --recv-only --expect-bytes 4MB --output /dev/null", columns: 24);
        await screen.ShowsAsync("75%  received 3.00 MB o\n");
        goOn.SetResult();
        await screen.ShowsAsync("exit code 0");
        Assert.Equal("exit code 0\n", await screen.ReadAsync());
    }

    [SkippableTheory]
    [InlineData(20)]
    [InlineData(30)]
    public async Task Of_a_terminal_that_becomes_narrower_nothing_is_left(int columns)
    {
        await using var peer = await PeerWithAPauseAsync();
        await using var screen = await Screen.OpenAsync($"connect {peer.Endpoint} --progress always --recv-only --expect-bytes 4MB --output /dev/null", columns: 80);
        await screen.ShowsAsync(", 0 B/s");
        await screen.WidenAsync(columns, 15);
        await screen.ShowsAsync("75%  received 3.00");
        Assert.Single((await screen.ReadAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        goOn.SetResult();
        await screen.ShowsAsync("exit code 0");
        Assert.Equal("exit code 0\n", await screen.ReadAsync());
    }

    [SkippableFact]
    public async Task Who_does_not_draw_need_not_give_way()
    {
        await using var peer = await PeerWithAPauseAsync();
        await using var screen = await Screen.OpenAsync($"connect {peer.Endpoint} --progress=always --recv-only --max-receive 3000000 2>'{folder["told"]}'");
        await screen.ShowsAsync("exit code 0");
        Assert.Contains("received 3.00 MB", await File.ReadAllTextAsync(folder["told"]), StringComparison.Ordinal);
    }

    /// <summary>What shows one for as long as the run takes tells that the run was long enough to be told of.</summary>
    [Theory]
    [InlineData("--progress")]
    [InlineData("--progress=auto")]
    [InlineData("--progress never")]
    public async Task Elsewhere_nothing_is_told_unless_it_is_always_to_be(string option)
    {
        await using var peer = await PeerWithAPauseAsync();
        await using var silent = Sock.Start($"connect {option} {peer.Endpoint} --recv-only");
        await peer.ClientThere;
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --send-only --progress always");
        using var client = await server.DialAsync();
        await server.Error.WhenAsync(() => server.Error.Text.Split('\n').Count(line => line == "sock: nothing has passed yet") >= 2, "two of the other's");
        goOn.SetResult();
        Assert.Equal("", (await silent.ExitAsync()).Exits(0).Error);
    }

    [SkippableFact]
    public async Task Who_does_not_read_it_holds_nothing_up()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "a descriptor for both ends of a FIFO: fifo(7)");
        await using var peer = await Peer.That(async (client, _) =>
        {
            await client.SayAsync(new byte[3_000_000]);
            client.Shutdown(SocketShutdown.Send);
            await client.HearAllAsync();
            client.Close();
        });
        var run = await Shell.RunAsync(
            """mkfifo "$AT/full"; exec 3<>"$AT/full"; dd if=/dev/zero of="$AT/full" oflag=nonblock bs=4096 2>/dev/null; "$SOCK" connect $PEER --recv-only --rate 1MB --progress always 2>&3""",
            ("PEER", peer.Endpoint), ("AT", folder.Root));
        Assert.Equal(3_000_000, run.Exits(0).Bytes.Length);
    }

    [Fact]
    public async Task Two_words_are_one_option_and_a_host_is_none_of_its_words()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = (await Sock.RunAsync($"connect --progress always 127.0.0.1 {server.Port}", "words")).Exits(0);
        Assert.Equal("words", run.Output);
        Assert.StartsWith("sock: sent 5 B, ", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("words", (await Sock.RunAsync($"connect --progress 127.0.0.1 {server.Port}", "words")).Exits(0).Output);
    }

    [Fact]
    public async Task An_input_file_has_a_known_end_and_so_has_a_redirected_one_behind_what_was_read_of_it()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --keep-open --output /dev/null");
        await folder.WriteAsync("ours", new byte[3000]);
        var run = await Sock.RunAsync($"connect {server.Address} --progress always --input {folder["ours"]}");
        Assert.Contains("sent 3.00 kB of 3.00 kB, ", run.Exits(0).Error, StringComparison.Ordinal);
        var shell = await Shell.RunAsync($"{{ head -c 1 >/dev/null; dd bs=1 count=999 status=none >/dev/null; '{Sock.Binary}' connect {server.Address} --progress always; }} <'{folder["ours"]}'");
        Assert.Matches("sent ([0-9.]+ k?B) of \\1, .*100%", shell.Exits(0).Error);
        Assert.DoesNotContain("of 3.00 kB", shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_JSON_it_is_an_event_and_still_an_object_a_line()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = (await Sock.RunAsync($"connect {server.Address} --progress always --log-format json --expect-bytes 5", "words")).Exits(0);
        var told = run.ErrorLines.Select(line => JsonDocument.Parse(line).RootElement).Last(line => line.TryGetProperty("event", out _));
        Assert.Equal(("progress", 5, 5), (told.GetProperty("event").GetString(), told.GetProperty("bytesSent").GetInt32(), told.GetProperty("toReceive").GetInt32()));
    }

    [Theory]
    [InlineData("connect localhost:1 --progress=often", "--progress", "often")]
    [InlineData("connect localhost:1 --progress --interactive", "--progress", "--interactive")]
    [InlineData("listen 127.0.0.1:1 --interactive --progress", "--progress", "--interactive")]
    public async Task What_cannot_be_is_a_usage_error(string line, string one, string other) => (await Sock.RunAsync(line)).Exits(2).Says(one, other);

    private Task<Peer> PeerWithAPauseAsync() => Peer.That(async (client, peer) =>
    {
        await client.SayAsync(new byte[3_000_000]);
        await goOn.Task.WaitAsync(peer.Over);
        await client.SayAsync(new byte[1_000_000]);
        client.Shutdown(SocketShutdown.Send);
        await client.HearAllAsync();
        client.Close();
    });
}
