using System.Globalization;
using System.Net;

namespace SockTool.EndToEnd;

/// <summary>Proxies that nobody here wrote, one and two in a row.</summary>
public sealed class ProxyTests : IDisposable
{
    private const string Password = "secret";

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("microsocks", "socks5://127.0.0.1")]
    [InlineData("microsocks+password", "socks5://joe@127.0.0.1")]
    [InlineData("danted", "socks5://127.0.0.1")]
    [InlineData("danted", "socks4://127.0.0.1")]
    [InlineData("tinyproxy", "http://127.0.0.1")]
    [InlineData("tinyproxy+password", "http://joe@127.0.0.1")]
    [InlineData("ncat", "http://127.0.0.1")]
    [InlineData("ncat+password", "http://joe@127.0.0.1")]
    public async Task Megabytes_go_both_ways_through_it(string program, string at)
    {
        await using var proxy = await ProxyProgram.StartAsync(program);
        await TransferAsync($"--proxy {at}:{proxy.Port}");
    }

    [SkippableTheory]
    [InlineData("tinyproxy", "http", "microsocks", "socks5")]
    [InlineData("microsocks", "socks5", "ncat", "http")]
    [InlineData("danted", "socks4", "tinyproxy", "http")]
    public async Task Two_in_a_row_are_one_way(string near, string nearProtocol, string far, string farProtocol)
    {
        await using var first = await ProxyProgram.StartAsync(near);
        await using var second = await ProxyProgram.StartAsync(far);
        await TransferAsync($"--proxy {nearProtocol}://127.0.0.1:{first.Port} --proxy {farProtocol}://127.0.0.1:{second.Port}");
    }

    [SkippableTheory]
    [InlineData("socks5")]
    [InlineData("socks4")]
    public async Task TLS_stands_on_it_and_ends_in_order(string protocol)
    {
        await using var proxy = await ProxyProgram.StartAsync("danted");
        await using var server = await Sock.ServeAsync("echo-server tls://127.0.0.1:0");
        var run = await Sock.RunAsync($"connect {server.Address} --proxy {protocol}://127.0.0.1:{proxy.Port}", "through");
        Assert.Equal("through", run.Exits(0).Output);
    }

    [SkippableFact]
    public async Task Relay_dials_through_it()
    {
        await using var proxy = await ProxyProgram.StartAsync("danted");
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("answer");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {peer.Endpoint} --proxy socks5://127.0.0.1:{proxy.Port}");
        Assert.Equal("answer", (await Sock.RunAsync($"connect {relay.Address}", "question")).Exits(0).Output);
        Assert.Equal("question"u8, peer.Heard);
    }

    [SkippableTheory]
    [InlineData("microsocks+password", "socks5")]
    [InlineData("tinyproxy+password", "http")]
    [InlineData("ncat+password", "http")]
    public async Task Only_the_right_password_opens_the_way_and_is_never_seen(string program, string protocol)
    {
        await using var proxy = await ProxyProgram.StartAsync(program);
        await using var peer = await Peer.ThatSays("welcome"u8.ToArray());
        var line = $"exec \"$SOCK\" connect {peer.Endpoint} --recv-only -vv --verdict {folder["verdict"]} --proxy {protocol}";
        (await Shell.RunAsync($"{line}://127.0.0.1:{proxy.Port}")).Exits(41).Says("demands a user and a password");
        (await Shell.RunAsync($"{line}://joe@127.0.0.1:{proxy.Port}")).Exits(41).Says("does not accept");
        var wrong = (await Shell.RunAsync($"{line}://joe@127.0.0.1:{proxy.Port}", ("SOCK_PROXY_PASSWORD", "hunter2"))).Exits(41).Says("does not accept");
        Assert.DoesNotContain("hunter2", wrong.Error + await File.ReadAllTextAsync(folder["verdict"]), StringComparison.Ordinal);

        var right = (await Shell.RunAsync($"{line}://joe@127.0.0.1:{proxy.Port}", ("SOCK_PROXY_PASSWORD", Password))).Exits(0);
        Assert.Equal("welcome", right.Output);
        Assert.DoesNotContain(Password, right.Error + await File.ReadAllTextAsync(folder["verdict"]), StringComparison.Ordinal);
        await folder.WriteAsync("password", Bytes.Utf8($"{Password}\nanother line\n"));
        Assert.Equal("welcome", (await Shell.RunAsync($"{line}://joe@127.0.0.1:{proxy.Port} --proxy-password-file {folder["password"]}", ("SOCK_PROXY_PASSWORD", "wrong"))).Exits(0).Output);
    }

    [SkippableFact]
    public async Task Password_is_not_on_the_command_line()
    {
        await using var proxy = await ProxyProgram.StartAsync("microsocks+password");
        await using var peer = await Peer.ThatSaysAndStays("welcome");
        await folder.WriteAsync("password", Bytes.Utf8(Password));
        await using var client = Sock.Start($"connect {peer.Endpoint} --proxy socks5://joe@127.0.0.1:{proxy.Port} --proxy-password-file {folder["password"]}");
        await client.Output.ContainsAsync("welcome");
        Assert.DoesNotContain(Password, await File.ReadAllTextAsync($"/proc/{client.Id}/cmdline"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Name_is_the_proxys_to_resolve_and_nobody_here_is_asked()
    {
        Tools.Require("python3", "strace");
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("found");
        await using var proxy = Tools.Start("python3", Tools.PeerScript("mapping_socks.py"), "only-there.invalid", peer.Port.ToString(CultureInfo.InvariantCulture));
        await proxy.Output.ContainsAsync("\n");
        var at = proxy.Output.Text.Split('\n')[0];
        var run = await Shell.RunAsync(
            $"strace -f -qq -e trace=connect,openat -o {folder["trace"]} \"$SOCK\" connect only-there.invalid 7 -v --proxy socks5://127.0.0.1:{at}");
        Assert.Equal("found", run.Exits(0).Output);
        Assert.Contains("3 only-there.invalid", proxy.Output.Text, StringComparison.Ordinal);
        var trace = await File.ReadAllTextAsync(folder["trace"]);
        Assert.Contains($"sin_port=htons({at})", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("htons(53)", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("/etc/hosts", trace, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Names_may_be_off_here_and_on_there()
    {
        await using var proxy = await ProxyProgram.StartAsync("tinyproxy");
        await using var peer = await Peer.ThatSays("welcome"u8.ToArray());
        var run = await Sock.RunAsync($"connect localhost {peer.Port} --recv-only --no-dns --proxy http://127.0.0.1:{proxy.Port}");
        Assert.Equal("welcome", run.Exits(0).Output);
        (await Sock.RunAsync($"connect localhost {peer.Port} --no-dns --proxy http://localhost:{proxy.Port}")).Exits(10).Says("localhost");
    }

    [SkippableTheory]
    [InlineData("microsocks", "socks5")]
    [InlineData("danted", "socks5")]
    [InlineData("tinyproxy", "http")]
    [InlineData("ncat", "http")]
    public async Task IPv6_target_is_reached_over_an_IPv4_proxy(string program, string protocol)
    {
        await using var proxy = await ProxyProgram.StartAsync(program);
        await using var peer = await Peer.ThatListens(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        (await Sock.RunAsync($"connect {peer.Endpoint} -4 --proxy {protocol}://127.0.0.1:{proxy.Port}", "hello")).Exits(0);
        await peer.StreamEnded;
        Assert.Equal("hello"u8, peer.Heard);
    }

    /// <summary>Most proxies end both ways when one ends, so neither side ends its own before all is there.</summary>
    private async Task TransferAsync(string options)
    {
        var (ours, theirs) = (Bytes.Random(4 * Bytes.MiB, seed: 1), Bytes.Random(4 * Bytes.MiB, seed: 2));
        await folder.WriteAsync("ours", ours);
        await using var peer = await Peer.That(async (client, _) =>
        {
            var hearing = client.HearAsync(ours.Length);
            await client.SayAsync(theirs);
            await client.SayAsync(Bytes.Hash(await hearing));
            client.Close();
        });
        var run = await Shell.RunAsync($"exec \"$SOCK\" connect {peer.Endpoint} --no-shutdown --input {folder["ours"]} {options}", ("SOCK_PROXY_PASSWORD", Password));
        run.Exits(0);
        Assert.Equal(Bytes.Hash(theirs), Bytes.Hash(run.Bytes.AsSpan(0, theirs.Length)));
        Assert.Equal(Bytes.Hash(ours), System.Text.Encoding.ASCII.GetString(run.Bytes.AsSpan(theirs.Length)));
    }
}
