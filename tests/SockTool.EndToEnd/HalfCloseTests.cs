namespace SockTool.EndToEnd;

/// <summary>Rules C1, C2, C4, C5, S3: each way ends alone.</summary>
public sealed class HalfCloseTests
{
    [Fact]
    public async Task Peer_sees_the_end_of_our_input_while_we_go_on_reading()
    {
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("done");
        await using var client = Sock.Start($"connect {peer.Endpoint}");
        await client.WriteAsync("all");
        client.CloseInput();
        await peer.StreamEnded;
        Assert.Equal("done", (await client.ExitAsync()).Exits(0).Output);
    }

    [Fact]
    public async Task Server_sends_the_end_of_its_input_and_goes_on_receiving()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        using var client = await server.DialAsync();
        await server.Process.WriteAsync("question");
        server.Process.CloseInput();
        Assert.Equal("question", System.Text.Encoding.UTF8.GetString(await client.HearAllAsync()));
        await client.SayAsync("answer");
        client.Finish();
        Assert.Equal("answer", (await server.ExitAsync()).Exits(0).Output);
    }

    [Fact]
    public async Task Without_shutdown_the_peer_sees_no_end_until_we_close()
    {
        await using var peer = await Peer.That(async (client, _) =>
        {
            await client.HearTextAsync("question");
            await client.SayAsync(client.Poll(TimeSpan.FromMilliseconds(200), System.Net.Sockets.SelectMode.SelectRead) ? "ended" : "open");
            client.Close();
        });
        var run = await Sock.RunAsync($"connect {peer.Endpoint} --no-shutdown", "question");
        Assert.Equal("open", run.Exits(0).Output);
    }

    [Fact]
    public async Task Receive_only_never_reads_the_input()
    {
        using var folder = new Folder();
        await folder.WriteAsync("input", Bytes.Utf8("untouched"));
        await using var peer = await Peer.ThatSaysAndListens("words");
        var run = await Shell.RunAsync("""{ "$SOCK" connect $PEER --recv-only; echo " $?"; cat; } <"$INPUT" """, ("PEER", peer.Endpoint), ("INPUT", folder["input"]));
        Assert.Equal("words 0\nuntouched", run.Output);
        await peer.StreamEnded;
        Assert.Empty(peer.Heard);
    }

    [Fact]
    public async Task Send_only_delivers_everything_to_a_slow_peer_whose_own_words_nobody_reads()
    {
        var input = Bytes.Random(4 * Bytes.MiB);
        await using var peer = await Peer.That(
            async (client, one) =>
            {
                await client.SayAsync(Bytes.Random(64 * Bytes.KiB));
                await one.HearSlowlyAsync(client);
                client.Close();
            },
            receiveBuffer: 64 * Bytes.KiB);
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --send-only", input)).Exits(0);
        await peer.StreamEnded;
        Assert.Equal(Bytes.Hash(input), Bytes.Hash(peer.Heard));
        Assert.Empty(run.Bytes);
    }

    [Fact]
    public async Task Send_only_waits_at_most_two_seconds_for_a_peer_that_does_not_end()
    {
        await using var peer = await Peer.That(async (client, one) =>
        {
            await one.HearOutAsync(client);
            await Task.Delay(Timeout.Infinite, one.Over);
        });
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --send-only", "all")).Exits(0);
        Assert.InRange(run.Elapsed.TotalSeconds, 1.8, 5);
    }

    [Fact]
    public async Task Linger_ends_the_wait_for_a_peer_that_does_not_end()
    {
        await using var peer = await Peer.ThatSaysAndStays("words");
        var run = await Sock.RunAsync($"connect {peer.Endpoint} --linger 2s", "all");
        Assert.Equal("words", run.Exits(0).Output);
    }

    [Fact]
    public async Task Max_receive_ends_the_run_after_that_many_bytes()
    {
        await using var peer = await Peer.ThatSaysAndStays("0123456789");
        await using var client = Sock.Start($"connect {peer.Endpoint} --max-receive 4");
        Assert.Equal("0123", (await client.ExitAsync()).Exits(0).Output);
    }
}
