namespace SockTool.EndToEnd;

/// <summary>Exit 0: all of our input was acknowledged, all that came is on the output.</summary>
public sealed class PromiseTests
{
    [Fact]
    public async Task Answer_sent_after_our_end_of_input_still_arrives()
    {
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("got 11");
        var run = await Sock.RunAsync($"connect {peer.Endpoint}", input: "hello world");
        Assert.Equal("got 11", run.Output);
    }

    [Fact]
    public async Task Answer_that_comes_two_seconds_after_our_end_of_input_is_whole()
    {
        var answer = new string('x', 200_000);
        await using var peer = await Peer.ThatAnswersAfterEndOfStream(answer, thinking: TimeSpan.FromSeconds(2));
        var run = await Sock.RunAsync($"connect {peer.Endpoint}", input: "q");
        Assert.Equal(answer, run.Exits(0).Output);
    }

    [Fact]
    public async Task Run_does_not_end_while_the_peer_has_not_acknowledged_everything()
    {
        await using var peer = await Peer.ThatIsSilent(receiveBuffer: 4 * Bytes.KiB);
        var run = await Sock.RunAsync($"connect {peer.Endpoint} --send-only --deadline 1s", Bytes.Random(8 * Bytes.MiB));
        run.Exits(22).Says("not delivered");
    }

    [Fact]
    public async Task Bytes_that_a_closing_peer_did_not_take_are_no_success()
    {
        await using var peer = await Peer.ThatTakesAndCloses(1000, receiveBuffer: 4 * Bytes.KiB);
        var run = await Sock.RunAsync($"connect {peer.Endpoint}", Bytes.Random(8 * Bytes.MiB));
        run.Exits(30, 31).Says("not delivered");
    }

    [Theory]
    [InlineData("connect")]
    [InlineData("connect --send-only")]
    public async Task Large_input_is_acknowledged_before_a_clean_end(string command)
    {
        var input = Bytes.Random(4 * Bytes.MiB);
        await using var peer = await Peer.ThatListens();
        (await Sock.RunAsync($"{command} {peer.Endpoint}", input)).Exits(0);
        await peer.StreamEnded;
        Assert.Equal(Bytes.Hash(input), Bytes.Hash(peer.Heard));
    }

    [Fact]
    public async Task Echo_server_gives_back_every_byte_that_is_sent_at_once()
    {
        var input = Bytes.Random(16 * Bytes.MiB);
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = (await Sock.RunAsync($"connect {server.Address}", input)).Exits(0);
        Assert.Equal(Bytes.Hash(input), Bytes.Hash(run.Bytes));
    }
}
