namespace SockTool.EndToEnd;

/// <summary>Whom TLS trusts: what is wrong is named, the exit code is 40, and not a byte of ours has gone out.</summary>
public sealed class TlsVerificationTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly Certificates certificates;

    public TlsVerificationTests() => certificates = new Certificates(folder);

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task A_self_signed_server_gets_no_byte_and_the_hint_has_its_pin()
    {
        Tools.Require("openssl");
        var (cert, key) = certificates.Good("good");
        await using var server = Tools.Start("openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", cert, "-key", key, "-naccept", "1");
        await server.Output.ContainsAsync("ACCEPT 127.0.0.1:");
        await server.Output.WhenAsync(() => server.Output.Text.EndsWith('\n'), "the port");
        var run = await Sock.RunAsync($"connect {server.Output.Text.Split("ACCEPT ")[1].Trim()} --tls", "secret");
        run.Exits(40).Says("authority that is not trusted");
        Assert.Contains("--tls-pin sha256:", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", (await server.ExitAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_does_not_trust_has_not_been_a_client()
    {
        await using var server = await Sock.ServeAsync("listen tls://127.0.0.1:0");
        var (address, _) = Split(server.Address);
        (await Sock.RunAsync($"connect {address}", "secret")).Exits(40).Says("self-signed");
        (await Sock.RunAsync($"connect {address} --tls-pin sha256:{new string('0', 64)}", "secret")).Exits(40).Says("none of those that are pinned");
        (await Sock.RunAsync($"connect {address.Replace("tls://", "", StringComparison.Ordinal)}", "no TLS")).Exits(0, 30);
        (await Sock.RunAsync($"connect {server.Address}", "hello")).Exits(0);
        var run = (await server.ExitAsync()).Exits(0);
        Assert.Equal("hello", run.Output);
        Assert.Contains("does not speak TLS (its first byte is 0x6e)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired", "expired at")]
    [InlineData("early", "is not valid before")]
    [InlineData("another", "is for another.example, not for 127.0.0.1")]
    [InlineData("named", "has 127.0.0.1 as a name of DNS and not as an address")]
    public async Task What_is_wrong_with_a_certificate_is_named(string which, string said)
    {
        var (cert, key) = which switch
        {
            "expired" => certificates.Expired(which),
            "early" => certificates.NotYetValid(which),
            "named" => certificates.ForAddressAsName(which),
            _ => certificates.ForAnother(which),
        };
        await using var server = await Sock.ServeAsync($"echo-server tls://127.0.0.1:0 --tls-cert {cert} --tls-key {key}");
        (await Sock.RunAsync($"connect {server.Address} --tls-ca {certificates.Authority}", "secret")).Exits(40).Says(said);
    }

    [Fact]
    public async Task A_certificate_of_a_trusted_authority_will_do_for_each_of_its_names()
    {
        var (cert, key) = certificates.Good("good");
        await using var server = await Sock.ServeAsync($"echo-server tls://127.0.0.1:0 --tls-cert {cert} --tls-key {key}");
        foreach (var host in new[] { "127.0.0.1", "localhost" })
        {
            Assert.Equal("hello", (await Sock.RunAsync($"connect -4 {host} {server.Port} --tls --tls-ca {certificates.Authority}", "hello")).Exits(0).Output);
        }

        (await Sock.RunAsync($"connect {server.Address} --tls-ca {certificates.Authority} --tls-server-name other.example", "x")).Exits(40).Says("not for other.example");
        (await Sock.RunAsync($"connect {server.Address}", "x")).Exits(40).Says("authority that is not trusted");
        var loose = (await Sock.RunAsync($"connect {server.Address} --tls-insecure", "x")).Exits(0);
        Assert.Equal(("x", true), (loose.Output, loose.Error.Contains("nothing was verified", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_authority_that_has_not_signed_will_not_do()
    {
        var (cert, key) = certificates.Good("good");
        using var elsewhere = new Folder();
        var others = new Certificates(elsewhere);
        await using var server = await Sock.ServeAsync($"echo-server tls://127.0.0.1:0 --tls-cert {cert} --tls-key {key}");
        var unknown = (await Sock.RunAsync($"connect {server.Address} --tls-ca {others.Authority}", "x")).Exits(40).Says("authority that is not trusted");
        var pin = unknown.Error.Split("add --tls-pin ")[1][..("sha256:".Length + 64)];
        var both = (await Sock.RunAsync($"connect {server.Address} --tls-ca {others.Authority} --tls-pin {pin}", "x")).Exits(40).Says("authority that is not trusted");
        Assert.Equal((false, true), (both.Error.Contains("add --tls-pin", StringComparison.Ordinal), both.Error.Contains("both must hold", StringComparison.Ordinal)));
        Assert.Empty((await Sock.RunAsync($"connect {server.Address} --tls-insecure --tls-pin {pin}", "x")).Exits(0).Error);
    }

    [Fact]
    public async Task A_server_that_demands_a_certificate_of_its_clients_gets_one_or_no_client()
    {
        var (cert, key) = certificates.Good("server");
        using var elsewhere = new Folder();
        var stranger = new Certificates(elsewhere).Good("stranger");
        var friend = certificates.Good("friend");
        await using var server = await Sock.ServeAsync($"listen tls://127.0.0.1:0 --tls-cert {cert} --tls-key {key} --tls-client-ca {certificates.Authority}");
        var dial = $"connect {server.Address} --tls-ca {certificates.Authority}";
        (await Sock.RunAsync(dial, "x")).Exits(40);
        (await Sock.RunAsync($"{dial} --tls-cert {stranger.Cert} --tls-key {stranger.Key}", "x")).Exits(40);
        (await Sock.RunAsync($"{dial} --tls-cert {friend.Cert} --tls-key {friend.Key}", "hello")).Exits(0);
        var run = (await server.ExitAsync()).Exits(0);
        Assert.Equal("hello", run.Output);
        Assert.Contains("it showed no certificate", run.Error, StringComparison.Ordinal);
        Assert.Contains("authority that is not trusted", run.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_server_of_an_old_version_is_refused()
    {
        Tools.Require("python3");
        var (cert, key) = certificates.Good("good");
        await using var server = Tools.Start("python3", Tools.PeerScript("tls_peer.py"), "old", cert, key);
        await server.Output.ContainsAsync("\n");
        (await Sock.RunAsync($"connect tls://127.0.0.1:{server.Output.Text.Trim()} --tls-ca {certificates.Authority}", "secret")).Exits(40).Says("version");
    }

    [SkippableFact]
    public async Task A_client_of_an_old_version_is_refused()
    {
        Tools.Require("openssl");
        await using var server = await Sock.ServeAsync("listen tls://127.0.0.1:0 --tls-min 1.3");
        var run = await Shell.RunAsync($"echo secret | openssl s_client -connect 127.0.0.1:{server.Port} -tls1_2 2>&1");
        Assert.NotEqual(0, run.ExitCode);
        await server.Error.ContainsAsync("no version of TLS that is allowed here");
        Assert.False(server.Process.HasEnded);
    }

    [Fact]
    public async Task A_server_without_TLS_is_told_from_one_that_fails()
    {
        await using var peer = await Peer.ThatSaysAndStays("220 welcome\r\n");
        (await Sock.RunAsync($"connect tls://{peer.Endpoint}", "secret")).Exits(40).Says("does not speak TLS (its first byte is 0x32)");
    }

    [Fact]
    public async Task A_server_that_never_speaks_has_a_limit()
    {
        await using var peer = await Peer.ThatIsSilent();
        (await Sock.RunAsync($"connect tls://{peer.Endpoint} --connect-timeout 300ms", "secret")).Exits(40).Says("no handshake within 300ms");
    }

    [Fact]
    public async Task A_server_that_hangs_up_in_the_handshake_is_told()
    {
        await using var peer = await Peer.ThatTakesAndCloses(5);
        (await Sock.RunAsync($"connect tls://{peer.Endpoint}", "secret")).Exits(40, 30);
    }

    [Theory]
    [InlineData("--tls-cert missing.pem")]
    [InlineData("--tls-cert /dev/null")]
    [InlineData("--tls-client-ca /dev/null")]
    public async Task A_file_that_cannot_be_used_is_told_before_anything_listens(string option) =>
        (await Sock.RunAsync($"listen tls://127.0.0.1:0 {option}")).Exits(40).Says("cannot use", option.Split(' ')[1]);

    [Fact]
    public async Task The_same_over_a_Unix_socket()
    {
        await using var server = await Sock.ServeAsync($"echo-server unix:{folder["at"]} --tls");
        Assert.StartsWith("tls+unix:", server.Address, StringComparison.Ordinal);
        Assert.Equal("hello", (await Sock.RunAsync($"connect {server.Address}", "hello")).Exits(0).Output);
        (await Sock.RunAsync($"connect unix:{folder["at"]} --tls", "hello")).Exits(40).Says("self-signed");
    }

    private static (string Address, string Pin) Split(string address) => (address.Split('?')[0], address.Split("pin=")[1]);
}
