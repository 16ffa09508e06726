namespace SockTool.EndToEnd;

/// <summary>Proxies that refuse, are not there or are none, and options that ask for what cannot be.</summary>
public sealed class ProxyRefusalTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("microsocks", "socks5", "connection refused (reply 5)")]
    [InlineData("danted", "socks5", "connection refused (reply 5)")]
    [InlineData("danted", "socks4", "rejected or failed (reply 91)")]
    [InlineData("tinyproxy", "http", "status 500 \"Unable to connect\"")]
    [InlineData("ncat", "http", "status 504 \"Gateway Timeout\"")]
    public async Task Refused_target_is_the_proxys_answer_and_not_tried_again(string program, string protocol, string words)
    {
        await using var proxy = await ProxyProgram.StartAsync(program);
        using var nobody = new UnservedPort();
        var run = (await Sock.RunAsync($"connect {nobody.Endpoint} -v --retry 3 --retry-delay 1ms --proxy {protocol}://127.0.0.1:{proxy.Port}")).Exits(41);
        run.Says($"the proxy {protocol}://127.0.0.1:{proxy.Port} did not connect to {nobody.Endpoint}: ", words);
        Assert.DoesNotContain("attempt", run.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Rule_against_it_is_told()
    {
        await using var proxy = await ProxyProgram.StartAsync("danted");
        (await Sock.RunAsync($"connect 127.0.0.3 9 --proxy socks5://127.0.0.1:{proxy.Port}")).Exits(41).Says("rules do not allow it (reply 2)");
    }

    [Theory]
    [InlineData("socks5")]
    [InlineData("socks4")]
    [InlineData("http")]
    public async Task Proxy_that_is_not_there_has_the_code_of_a_connect_and_is_tried_again(string protocol)
    {
        using var nobody = new UnservedPort();
        var run = (await Sock.RunAsync($"connect 192.0.2.1 9 -v --retry 2 --retry-delay 1ms --proxy {protocol}://{nobody.Endpoint}")).Exits(11);
        run.Says($"cannot reach the proxy {protocol}://{nobody.Endpoint}: cannot connect to {nobody.Endpoint}", "ECONNREFUSED");
        Assert.Equal(2, run.ErrorLines.Count(line => line.Contains("attempt", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Without_blocking_the_handshake_waits_and_the_session_does_not()
    {
        await using var proxy = await Peer.That(async (client, peer) =>
        {
            await client.HearAsync(3);
            await client.SayAsync([5, 0]);
            await client.HearAsync(10);
            await client.SayAsync([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
            await Task.Delay(Timeout.Infinite, peer.Over);
        });
        var limits = "--timeout 0 --connect-timeout 20s --recv-only";
        (await Sock.RunAsync($"connect 192.0.2.1 9 {limits} --proxy socks5://{proxy.Endpoint}")).Exits(23).Says("read from 192.0.2.1:9 via socks5://", "would block");
    }

    [Fact]
    public async Task Silent_proxy_ends_with_the_limit_for_connecting()
    {
        await using var proxy = await Peer.ThatIsSilent();
        (await Sock.RunAsync($"connect 192.0.2.1 9 --connect-timeout 200ms --proxy socks5://{proxy.Endpoint}")).Exits(41).Says("no handshake within 200ms");
    }

    [Theory]
    [InlineData("socks5")]
    [InlineData("socks4")]
    [InlineData("http")]
    public async Task Proxy_that_resets_right_away_has_failed_as_a_proxy(string protocol)
    {
        await using var proxy = await Peer.ThatResetsAfter(0, "");
        for (var i = 0; i < (Sock.IsNative ? 30 : 5); i++)
        {
            (await Sock.RunAsync($"connect 192.0.2.1 9 --proxy {protocol}://{proxy.Endpoint}")).Exits(41).Says($"the proxy {protocol}://{proxy.Endpoint} failed");
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 403 \u001b[31mNo\u0007\r\n\r\n", "http", "status 403 \"\\x1B[31mNo\\x07\"")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "socks5", "speaks something else: \"SS\"")]
    [InlineData("SSH-2.0-OpenSSH\r\n", "http", "speaks something else: \"S\"")]
    public async Task What_a_proxy_says_is_shown_escaped(string says, string protocol, string words)
    {
        await using var proxy = await Peer.ThatSaysAndStays(says);
        (await Sock.RunAsync($"connect 192.0.2.1 9 --proxy {protocol}://{proxy.Endpoint}")).Exits(41).Says(words);
    }

    [Theory]
    [InlineData("unix:/nowhere --proxy socks5://127.0.0.1:1", "--proxy")]
    [InlineData("udp://127.0.0.1:1 --proxy socks5://127.0.0.1:1", "--proxy")]
    [InlineData("127.0.0.1:1 --proxy-password-file x", "--proxy")]
    [InlineData("127.0.0.1:1 --proxy socks5://joe:secret@127.0.0.1:1", "password")]
    [InlineData("127.0.0.1:1 --proxy joe:secret@127.0.0.1:1", "no kind of proxy")]
    [InlineData("127.0.0.1:1 --proxy ftp://127.0.0.1:1", "ftp")]
    [InlineData("127.0.0.1:1 --proxy socks5://127.0.0.1", "port")]
    public async Task Wrong_use_is_told_before_anything_is_done(string arguments, string word)
    {
        var run = (await Sock.RunAsync($"connect {arguments}")).Exits(2).Says(word);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Password_file_that_cannot_be_read_is_an_input_that_cannot()
    {
        const string Connect = "connect 127.0.0.1:1 --proxy socks5://joe@127.0.0.1:1 --proxy-password-file";
        (await Sock.RunAsync($"{Connect} {folder["none"]}")).Exits(60).Says("none", "ENOENT");
        (await Sock.RunAsync($"{Connect} {await folder.WriteAsync("long", new byte[1025])}")).Exits(60).Says("long", "EFBIG");
        (await Sock.RunAsync($"{Connect} {await folder.WriteAsync("binary", [0xFF, 0xFE])}")).Exits(60).Says("binary", "EILSEQ");
    }
}
