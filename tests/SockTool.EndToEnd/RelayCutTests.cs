using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>relay: what was cut at one end does not look complete at the other.</summary>
public sealed class RelayCutTests
{
    [Fact]
    public async Task A_reset_behind_it_is_a_reset_in_front_of_it()
    {
        await using var peer = await Peer.ThatResetsAfter(5, "some");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {peer.Endpoint}");
        await using var client = Sock.Start($"connect {relay.Address}");
        await client.WriteAsync("hello");
        (await client.ExitAsync()).Exits(30);
        await relay.Error.ContainsAsync("reset the connection");
    }

    [Theory]
    [InlineData("127.0.0.1:0")]
    [InlineData("tls://127.0.0.1:0")]
    public async Task A_reset_behind_it_never_passes_for_an_end(string from)
    {
        var words = new string('x', 1000);
        await using var peer = await Peer.ThatResetsAfter(0, words);
        await using var relay = await Sock.ServeAsync($"relay {from} {peer.Endpoint}");
        for (var i = 0; i < (Sock.IsNative ? 30 : 5); i++)
        {
            (await Sock.RunAsync($"connect {relay.Address}")).Exits(30);
        }
    }

    [SkippableFact]
    public async Task What_was_said_before_a_cut_arrives_before_the_reset()
    {
        Tools.Require("python3");
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay tls://127.0.0.1:0 {server.Address}");
        await using var peer = Tools.Start("python3", Tools.PeerScript("tls_peer.py"), "cut-dial", $"{relay.Port}");
        Assert.Equal("half of it", (await server.ExitAsync()).Exits(30).Output);
    }

    [Fact]
    public async Task A_reset_in_front_of_it_is_a_reset_behind_it()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {server.Address}");
        using var client = new TcpClient("127.0.0.1", relay.Port);
        await client.GetStream().WriteAsync("half"u8.ToArray());
        await server.Output.ContainsAsync("half");
        client.Client.Reset();
        (await server.ExitAsync()).Exits(30);
    }

    [SkippableFact]
    public async Task A_stream_that_was_cut_short_behind_it_does_not_look_complete()
    {
        Tools.Require("python3");
        using var folder = new Folder();
        var (cert, key) = new Certificates(folder).Good("good");
        await using var peer = Tools.Start("python3", Tools.PeerScript("tls_peer.py"), "cut", cert, key);
        await peer.Output.ContainsAsync("\n");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 tls://127.0.0.1:{peer.Output.Text.Trim()}?ca={folder["authority.pem"]}");
        await using var client = Sock.Start($"connect {relay.Address}");
        var run = (await client.ExitAsync()).Exits(30);
        await relay.Error.ContainsAsync("cut short");
        Assert.True(run.Output is "" or "half of it", run.Output);
    }
}
