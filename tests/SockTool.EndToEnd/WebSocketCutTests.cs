namespace SockTool.EndToEnd;

/// <summary>A WebSocket that does not end with a normal close: what came is on the output, and the exit code says the rest.</summary>
public sealed class WebSocketCutTests
{
    [SkippableTheory]
    [InlineData("1000", 0, "")]
    [InlineData("1001", 32, "1001")]
    [InlineData("1011", 32, "1011: \"over\\x1B[2J\"")]
    [InlineData("4000", 32, "4000")]
    public async Task Any_close_but_the_normal_one_is_exit_32_with_its_code(string code, int exit, string says)
    {
        var (server, url) = await WebSocketPeer.ServeAsync("close", code, says.Length > 4 ? "over\u001b[2J" : "");
        await using var other = server;
        var run = (await Sock.RunAsync($"connect {url} --no-shutdown")).Exits(exit);
        Assert.Equal("last", run.Output);
        _ = exit == 0 ? run : run.Says(says);
    }

    [SkippableFact]
    public async Task A_peer_that_is_killed_has_cut_the_stream_short()
    {
        await using var server = await Sock.ServeAsync("listen ws://127.0.0.1:0");
        await using var client = WebSocketPeer.Dial(server.Address, "hold");
        await client.Output.ContainsAsync("there");
        client.Send(Signal.Kill);
        (await server.ExitAsync()).Exits(32).Says("cut short");
    }

    [SkippableTheory]
    [InlineData("fin", 32)]
    [InlineData("reset", 30)]
    public async Task What_came_of_a_message_before_it_was_cut_is_on_the_output(string how, int exit)
    {
        var (server, url) = await WebSocketPeer.ServeAsync("cut_frame", how);
        await using var other = server;
        Assert.Equal(50_000, (await Sock.RunAsync($"connect {url} --no-shutdown")).Exits(exit).Bytes.Length);
    }

    [SkippableFact]
    public async Task A_reset_right_after_the_upgrade_is_exit_30_whoever_meets_it()
    {
        for (var i = 0; i < (Sock.IsNative ? 20 : 4); i++)
        {
            var (server, url) = await WebSocketPeer.ServeAsync("cut_at_once", "reset");
            await using var other = server;
            (await Sock.RunAsync($"connect {url}", input: "hello")).Exits(30).Says("reset the connection");
        }
    }

    [SkippableFact]
    public async Task A_relay_that_cannot_reach_its_server_resets_its_client_also_under_a_WebSocket()
    {
        using var nobody = new UnservedPort();
        await using var relay = await Sock.ServeAsync($"relay ws://127.0.0.1:0 {nobody.Endpoint}");
        for (var i = 0; i < (Sock.IsNative ? 20 : 4); i++)
        {
            (await Sock.RunAsync($"connect {relay.Address}", input: "hello")).Exits(30);
        }
    }

    [SkippableFact]
    public async Task A_good_close_in_the_middle_of_a_message_is_exit_32()
    {
        var (server, url) = await WebSocketPeer.ServeAsync("cut_message");
        await using var other = server;
        Assert.Equal("half", (await Sock.RunAsync($"connect {url}")).Exits(32).Says("in the middle of a message").Output);
    }
}
