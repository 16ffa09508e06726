using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>Rules C6 and S2: RST.</summary>
public sealed class ResetTests
{
    [Fact]
    public async Task Reset_is_exit_30_and_what_came_before_it_is_on_the_output()
    {
        await using var peer = await Peer.ThatResetsAfter(5, "words");
        await using var client = Sock.Start($"connect {peer.Endpoint}");
        await client.Output.ContainsAsync("words");
        await client.WriteAsync("12345");
        Assert.Equal("words", (await client.ExitAsync()).Exits(30).Says("reset", "ECONNRESET").Output);
    }

    [Fact]
    public async Task Reset_is_noticed_while_nothing_moves_and_our_input_is_open()
    {
        await using var peer = await Peer.ThatResetsAfter(0);
        await using var client = Sock.Start($"connect {peer.Endpoint}");
        (await client.ExitAsync()).Exits(30);
    }

    [Fact]
    public async Task Reset_after_the_peers_end_is_noticed_while_our_input_is_silent()
    {
        await using var peer = await Peer.That(async (client, _) =>
        {
            client.Finish();
            await client.HearAsync(1);
            client.Reset();
        });
        await using var client = Sock.Start($"connect {peer.Endpoint}");
        await client.WriteAsync("x");
        (await client.ExitAsync()).Exits(30, 31);
    }

    [Fact]
    public async Task Server_whose_client_resets_ends_with_30()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        var client = await server.DialAsync();
        await client.SayAsync("words");
        await server.Output.ContainsAsync("words");
        client.Reset();
        Assert.Equal("words", (await server.ExitAsync()).Exits(30).Says("reset").Output);
    }

    [Fact]
    public async Task Receive_only_reports_a_reset_too()
    {
        await using var peer = await Peer.ThatResetsAfter(0, "words");
        await using var client = Sock.Start($"connect {peer.Endpoint} --recv-only");
        (await client.ExitAsync()).Exits(30);
    }

    [Fact]
    public async Task Send_only_reports_a_reset_too()
    {
        await using var peer = await Peer.ThatResetsAfter(1);
        await using var client = Sock.Start($"connect {peer.Endpoint} --send-only");
        await client.WriteAsync("x");
        (await client.ExitAsync()).Exits(30);
    }

    [Fact]
    public async Task Reset_at_once_after_the_handshake_is_a_reset_and_never_a_refusal()
    {
        await using var peer = await Peer.ThatResetsAfter(0);
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Sock.RunAsync($"connect {peer.Endpoint} --recv-only")));
        Assert.All(runs, run => run.Exits(30));
    }

    [Theory]
    [InlineData("fin", null)]
    [InlineData("reset", SocketError.ConnectionReset)]
    public async Task Close_option_chooses_how_the_peer_sees_our_end(string close, SocketError? seen)
    {
        var end = new TaskCompletionSource<SocketError?>();
        await using var peer = await Peer.That(async (client, _) =>
        {
            try
            {
                await client.HearAllAsync();
                end.SetResult(null);
            }
            catch (SocketException error)
            {
                end.SetResult(error.SocketErrorCode);
            }
        });
        (await Sock.RunAsync($"connect {peer.Endpoint} --close {close} --no-shutdown --linger 300ms", "words")).Exits(0);
        Assert.Equal(seen, await end.Task.WaitAsync(Until.Deadline));
    }
}
