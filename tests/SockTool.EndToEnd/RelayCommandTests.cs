using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>relay: what is said at one end arrives at the other, in whatever order its ends come.</summary>
public sealed class RelayCommandTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_way_ends_alone()
    {
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("got 8");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {peer.Endpoint}");
        Assert.Equal("got 8", (await Sock.RunAsync($"connect {relay.Address}", "question")).Exits(0).Output);
        Assert.Equal("question"u8.ToArray(), peer.Heard);
    }

    [Fact]
    public async Task Words_after_the_servers_end_still_arrive()
    {
        await using var peer = await Peer.ThatSaysAndListens("welcome");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {peer.Endpoint}");
        await using var client = Sock.Start($"connect {relay.Address}");
        await client.Output.ContainsAsync("welcome");
        await client.WriteAsync("late");
        client.CloseInput();
        (await client.ExitAsync()).Exits(0);
        await peer.StreamEnded;
        Assert.Equal("late"u8.ToArray(), peer.Heard);
    }

    [Fact]
    public async Task From_standard_input_TLS_is_TLS()
    {
        await using var peer = await Peer.ThatSaysAndListens("no TLS here");
        (await Sock.RunAsync($"relay - {peer.Endpoint} --tls", "secret")).Exits(40);
        await using var server = await Sock.ServeAsync("echo-server tls://127.0.0.1:0");
        (await Sock.RunAsync($"relay - {server.Address.Split('?')[0]} --tls-pin sha256:{new string('0', 64)}", "secret")).Exits(40);
        Assert.Equal("hello", (await Sock.RunAsync($"relay - {server.Address}", "hello")).Exits(0).Output);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_and_the_next_client_is_served_when_it_is()
    {
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 unix:{folder["at"]}");
        (await Sock.RunAsync($"connect {relay.Address}", "hello")).Exits(30, 31);
        await relay.Error.ContainsAsync("cannot connect to");
        await using var server = await Sock.ServeAsync($"listen unix:{folder["at"]}");
        (await Sock.RunAsync($"connect {relay.Address}", "hello")).Exits(0);
        Assert.Equal("hello", (await server.ExitAsync()).Exits(0).Output);
    }

    [Fact]
    public async Task A_client_waits_for_a_server_that_is_still_starting()
    {
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 unix:{folder["at"]} --retry forever --retry-delay 20ms --retry-backoff constant -v");
        await using var client = Sock.Start($"connect {relay.Address} --send hello");
        await relay.Error.ContainsAsync("attempt 2");

        // Not waited for until it is ready: it may have served the client and be gone by then, its ready file with it.
        Assert.Equal("hello", (await Sock.RunAsync($"listen unix:{folder["at"]}")).Exits(0).Output);
        (await client.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task A_client_that_does_not_read_holds_up_nobody_else()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {server.Address}");
        using var stalled = new TcpClient("127.0.0.1", relay.Port);
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            while (true)
            {
                await stalled.GetStream().WriteAsync(new byte[Bytes.MiB], enough.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // By now nothing moves there any more.
        }

        var mine = Bytes.Random(4 * Bytes.MiB);
        Assert.Equal(Bytes.Hash(mine), Bytes.Hash((await Sock.RunAsync($"connect {relay.Address}", mine)).Exits(0).Bytes));
    }

    [Fact]
    public async Task A_client_that_does_not_read_does_not_hold_up_the_end()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --input /dev/zero");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {server.Address} -v");
        using var stalled = new TcpClient("127.0.0.1", relay.Port);
        await relay.Error.ContainsAsync("connected");
        await stalled.GetStream().ReadExactlyAsync(new byte[Bytes.MiB]);
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        relay.Process.Send(Signal.Terminate);
        (await relay.ExitAsync()).Exits(143);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds, 0, Sock.IsNative ? 1.0 : 2.0);
    }

    [Fact]
    public async Task A_client_that_leaves_while_nobody_is_there_gives_its_place_up()
    {
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 unix:{folder["at"]} --retry forever --retry-delay 10s --max-clients 1 -v");
        var first = new TcpClient("127.0.0.1", relay.Port);
        await relay.Error.ContainsAsync("attempt 2");
        first.Client.Reset();
        await relay.Error.ContainsAsync("ended,");
        await using var server = await Sock.ServeAsync($"echo-server unix:{folder["at"]}");
        Assert.Equal("hello", (await Sock.RunAsync($"connect {relay.Address}", "hello")).Exits(0).Output);
    }

    [Fact]
    public async Task Standard_input_and_output_can_be_either_end()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        Assert.Equal("hello", (await Sock.RunAsync($"relay - {server.Address}", "hello")).Exits(0).Output);
        await using var sink = await Sock.ServeAsync("relay 127.0.0.1:0 -");
        (await Sock.RunAsync($"connect {sink.Address} --send hello")).Exits(0);
        await sink.Output.ContainsAsync("hello");
    }

    [Fact]
    public async Task IPv4_is_joined_to_IPv6_and_a_host_and_port_may_be_two_words()
    {
        await using var server = await Sock.ServeAsync("echo-server [::1]:0");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 ::1 {server.Port}");
        Assert.Equal("hello", (await Sock.RunAsync($"connect {relay.Address}", "hello")).Exits(0).Output);
    }

    [SkippableFact]
    public async Task Curl_speaks_TLS_to_a_server_that_does_not()
    {
        Tools.Require("curl", "python3");
        var (cert, key) = new Certificates(folder).Good("good");
        await folder.WriteAsync("page", Bytes.Random(Bytes.MiB));
        await using var web = Tools.Start("python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", folder.Root, "0");
        await web.Output.ContainsAsync(" port ");
        await web.Output.ContainsAsync("...");
        var port = web.Output.Text.Split(" port ")[1].Split(' ')[0];
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 127.0.0.1:{port} --tls --tls-cert {cert} --tls-key {key}");
        (await Shell.RunAsync($"curl -sS --cacert '{folder["authority.pem"]}' https://localhost:{relay.Port}/page -o '{folder["got"]}'")).Exits(0);
        Assert.Equal(await Bytes.HashOfFileAsync(folder["page"]), await Bytes.HashOfFileAsync(folder["got"]));
        await using var back = await Sock.ServeAsync($"relay 127.0.0.1:0 tls://127.0.0.1:{relay.Port}?ca={folder["authority.pem"]}");
        (await Shell.RunAsync($"curl -sS http://127.0.0.1:{back.Port}/page -o '{folder["got2"]}'")).Exits(0);
        Assert.Equal(await Bytes.HashOfFileAsync(folder["page"]), await Bytes.HashOfFileAsync(folder["got2"]));
    }

    [Theory]
    [InlineData("relay", "needs two addresses")]
    [InlineData("relay 50000", "needs two addresses")]
    [InlineData("relay - -", "only one end")]
    [InlineData("relay udp://0 h:1", "--frame line or --frame length")]
    [InlineData("relay 0 udp://h:1", "--frame line or --frame length")]
    [InlineData("relay 0 h:1 --frame line", "two ends are of one kind")]
    [InlineData("relay 0 h:1 --tls-ca ca.pem", "without --tls")]
    [InlineData("relay - h:1 --max-clients 3", "--max-clients says nothing")]
    [InlineData("relay 0 - --retry 3", "--retry says nothing")]
    [InlineData("relay 0 - --proxy socks5://h:1", "--proxy says nothing")]
    [InlineData("relay 0 h:1 --multicast 239.1.2.3", "without --udp")]
    [InlineData("relay 0 50000", "port without a host")]
    [InlineData("relay 0 h:1 2 3", "one word too many")]
    [InlineData("relay tls://0?colour=red h:1", "nothing that TLS can be told")]
    public async Task A_mistake_is_told_before_anything_listens(string arguments, string said) => (await Sock.RunAsync(arguments)).Exits(2).Says(said);
}
