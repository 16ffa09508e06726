namespace SockTool.EndToEnd;

/// <summary>Rules C3, S1, S2: the peer's end first.</summary>
public sealed class PeerClosesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--on-peer-close auto")]
    [InlineData("--on-peer-close finish")]
    public async Task Rest_of_our_input_still_goes_out_after_the_peer_ended_its_stream(string options)
    {
        await using var peer = await Peer.ThatSaysAndListens("bye");
        await using var client = Sock.Start($"connect {peer.Endpoint} {options}");
        await client.Output.ContainsAsync("bye");
        await client.WriteAsync("late words");
        client.CloseInput();
        (await client.ExitAsync()).Exits(0);
        await peer.StreamEnded;
        Assert.Equal("late words", System.Text.Encoding.UTF8.GetString(peer.Heard));
    }

    [Fact]
    public async Task Quit_ends_the_run_when_the_peer_ends_though_our_input_is_open()
    {
        await using var peer = await Peer.ThatSaysAndListens("bye");
        await using var client = Sock.Start($"connect {peer.Endpoint} --on-peer-close quit");
        Assert.Equal("bye", (await client.ExitAsync()).Exits(0).Output);
    }

    [Fact]
    public async Task Quit_counts_what_was_read_and_could_not_be_delivered()
    {
        await using var peer = await Peer.That(
            async (client, one) =>
            {
                await client.HearAsync(1);
                client.Finish();
                await Task.Delay(Timeout.Infinite, one.Over);
            },
            receiveBuffer: 4 * Bytes.KiB);
        var run = await Sock.RunAsync($"connect {peer.Endpoint} --on-peer-close quit", Bytes.Random(8 * Bytes.MiB));
        Assert.Matches(@"[1-9]\d* bytes not delivered", Assert.Single(run.Exits(31).Failures));
    }

    [Fact]
    public async Task Peer_that_takes_less_and_closes_costs_exit_31_with_the_bytes()
    {
        await using var peer = await Peer.ThatTakesAndCloses(1000);
        await using var client = Sock.Start($"connect {peer.Endpoint}");
        await client.WriteAsync(Bytes.Random(1000));
        await client.Output.Ended.WaitAsync(Until.Deadline);
        await client.WriteAsync(Bytes.Random(500));
        client.CloseInput();
        (await client.ExitAsync()).Exits(30, 31).Says("500 bytes not delivered");
    }

    [Fact]
    public async Task Server_ends_with_its_only_client_though_its_own_input_is_open()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        using var client = await server.DialAsync();
        await client.SayAsync("all");
        client.Finish();
        Assert.Equal("all", (await server.ExitAsync()).Exits(0).Output);
    }

    [Fact]
    public async Task Second_client_is_refused_as_soon_as_the_first_is_there()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 -v");
        using var first = await server.DialAsync();
        await server.Error.ContainsAsync("accepted");
        (await Sock.RunAsync($"connect {server.Address}")).Exits(11);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--keep-open")]
    public async Task Input_is_not_read_before_a_client_is_there(string option)
    {
        using var folder = new Folder();
        await folder.WriteAsync("input", Bytes.Utf8("untouched"));
        var run = await Shell.RunAsync($$"""{ "$SOCK" listen 127.0.0.1:0 {{option}} --accept-timeout 300ms; echo $?; cat; } <"$INPUT" """, ("INPUT", folder["input"]));
        Assert.Equal("20\nuntouched", run.Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--keep-open")]
    public async Task Input_that_fills_a_pipe_waits_for_the_first_client(string option)
    {
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 {option}");
        var writing = server.Process.WriteAsync(Bytes.Random(200_000));
        using var client = await server.DialAsync();
        Assert.Equal(200_000, (await client.HearAsync(200_000)).Length);
        await writing;
    }
}
