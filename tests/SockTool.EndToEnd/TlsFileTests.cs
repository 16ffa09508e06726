namespace SockTool.EndToEnd;

/// <summary>Certificates and keys of ours: what is wrong is told before anything listens, and what they are read from may be anything.</summary>
public sealed class TlsFileTests : IDisposable
{
    private const string Serve = "listen tls://127.0.0.1:0";
    private const string SelfSigned = "openssl req -x509 -nodes -subj /CN=test -days 9 -keyout new.key -out new.pem";

    private readonly Folder folder = new();
    private readonly Certificates certificates;

    public TlsFileTests()
    {
        certificates = new Certificates(folder);
        certificates.Good("good");
        certificates.Good("other");
    }

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("true", "--tls-cert @good.key", "good.key: no certificate is in it", "")]
    [InlineData("true", "--tls-cert @good.pem", "good.pem: no private key is in it", "--tls-key")]
    [InlineData("true", "--tls-cert @good.pem --tls-key @other.pem", "other.pem: no private key is in it", "")]
    [InlineData("true", "--tls-cert @good.pem --tls-key @other.key", "other.key: its key does not belong to the certificate in ", "")]
    [InlineData("cat good.pem other.key >both", "--tls-cert @both", "both: its key does not belong to its certificate", "")]
    [InlineData("cat authority.pem good.pem good.key >turned", "--tls-cert @turned", "turned: its first certificate is not that of the key", "our own certificate stands first")]
    [InlineData("openssl pkey -in good.key -aes256 -passout pass:x -out locked", "--tls-cert @good.pem --tls-key @locked", "locked: its key is encrypted", "--tls-key <(openssl pkey -in ")]
    [InlineData("openssl ec -in good.key -aes256 -passout pass:x -out locked", "--tls-cert @good.pem --tls-key @locked", "locked: its key is encrypted", "openssl pkey")]
    [InlineData(SelfSigned + " -newkey ed25519", "--tls-cert @new.pem --tls-key @new.key", "new.key: its key is of a kind that TLS cannot use here: Ed25519", "RSA or ECDSA")]
    [InlineData(SelfSigned + " -newkey rsa-pss", "--tls-cert @new.pem --tls-key @new.key", "new.key: its key is of a kind that TLS cannot use here: RSA-PSS", "RSA or ECDSA")]
    [InlineData("openssl x509 -in good.pem -outform der -out der", "--tls-cert @der", "der: it is a certificate in DER and not PEM", "openssl x509 -inform der -in ")]
    [InlineData("openssl pkey -in good.key -outform der -out der", "--tls-cert @good.pem --tls-key @der", "der: it is a key in DER and not PEM", "openssl pkey -inform der -in ")]
    [InlineData("openssl pkcs12 -export -in good.pem -inkey good.key -passout pass:x -out p12", "--tls-cert @p12", "p12: it is PKCS#12 and not PEM", "openssl pkcs12 -in ")]
    [InlineData("sed s/MII/AAA/ good.pem >damaged", "--tls-cert @damaged", "damaged: what it has as a certificate or key is none", "")]
    [InlineData("true", "--tls-cert @", "is a directory (EISDIR 21)", "")]
    [InlineData("true", "--tls-cert @good.pem --tls-key /dev/zero", "cannot use /dev/zero: ", "")]
    public async Task What_is_wrong_with_a_file_is_told_with_its_name(string script, string options, string said, string hint)
    {
        Tools.Require("openssl");
        (await Shell.RunAsync($"cd '{folder.Root}' && {script}")).Exits(0);
        var run = await Sock.RunAsync($"{Serve} {options.Replace("@", $"{folder.Root}/", StringComparison.Ordinal)}");
        run.Exits(40).Says(said);
        Assert.Contains(hint, run.Error, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(SelfSigned + " -newkey rsa:1024", "ee key too small")]
    [InlineData(SelfSigned + " -newkey rsa && openssl req -new -subj /CN=leaf -key new.key | openssl x509 -req -CA new.pem -CAkey new.key -CAcreateserial -sha1 -out new.pem.1 && mv new.pem.1 new.pem", "ca md too weak")]
    public async Task A_certificate_that_the_systems_TLS_refuses_is_told_at_the_start_and_not_to_every_client(string script, string reason)
    {
        Tools.Require("openssl");
        (await Shell.RunAsync($"cd '{folder.Root}' && {script}")).Exits(0);
        var identity = $"--tls-cert {folder["new.pem"]} --tls-key {folder["new.key"]}";
        (await Sock.RunAsync($"{Serve} {identity}")).Exits(40).Says($"new.pem: this system's TLS refuses our certificate: {reason}");
        await using var server = await Sock.ServeAsync($"{Serve} --tls-pin sha256:{new string('0', 64)}");
        (await Sock.RunAsync($"connect {server.Address.Split('?')[0]} --tls-insecure {identity}", "x")).Exits(40).Says("cannot speak TLS with ", "this system's TLS refuses our certificate", reason);
    }

    [Fact]
    public async Task Each_file_is_read_once_so_that_it_may_come_from_a_command()
    {
        var run = await Shell.RunAsync(
            $"cd '{folder.Root}'; '{Sock.Binary}' listen tls://127.0.0.1:0 --ready-file ready --tls-cert <(cat good.pem good.key) >got & "
            + "for i in $(seq 300); do test -s ready && break; sleep 0.1; done; "
            + $"'{Sock.Binary}' connect \"$(cat ready)\" --tls-ca <(cat authority.pem) --send hello && wait && cat got");
        Assert.Equal("hello", run.Exits(0).Output);
    }

    [Theory]
    [InlineData("listen tls://127.0.0.1:0 --tls-cert @fifo")]
    [InlineData("listen tls://127.0.0.1:0 --tls-client-ca @fifo")]
    [InlineData("connect tls://127.0.0.1:1 --tls-ca @fifo")]
    [InlineData("relay 127.0.0.1:0 tls://127.0.0.1:1?ca=@fifo")]
    [InlineData("connect 127.0.0.1:1 --proxy http://joe@127.0.0.1:1 --proxy-password-file @fifo")]
    public async Task A_file_that_never_comes_ends_with_the_deadline_or_a_signal(string line)
    {
        (await Shell.RunAsync($"mkfifo '{folder["fifo"]}'")).Exits(0);
        line = line.Replace("@", $"{folder.Root}/", StringComparison.Ordinal).Replace($"joe{folder.Root}/", "joe@", StringComparison.Ordinal);
        (await Sock.RunAsync($"{line} --deadline 300ms")).Exits(22).Says("deadline");
        await using var waiting = Sock.Start(line);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        waiting.Send(Signal.Terminate);
        (await waiting.ExitAsync()).Exits(143);
    }

    [Theory]
    [InlineData("tls://127.0.0.1:1?ca=@none", 40)]
    [InlineData("wss://127.0.0.1:1#cert=@none", 40)]
    [InlineData("127.0.0.1:1 --proxy socks5://joe@127.0.0.1:1 --proxy-password-file @none", 60)]
    public async Task A_relay_that_cannot_dial_for_want_of_a_file_says_so_and_does_not_listen(string to, int exit)
    {
        to = to.Replace("=@", $"={folder.Root}/", StringComparison.Ordinal).Replace(" @", $" {folder.Root}/", StringComparison.Ordinal);
        var run = (await Sock.RunAsync($"relay 127.0.0.1:0 {to} -v")).Exits(exit).Says("none", "ENOENT");
        Assert.DoesNotContain("listening", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_reads_its_files_once_and_not_for_every_client()
    {
        await using var server = await Sock.ServeAsync($"echo-server tls://127.0.0.1:0 --tls-cert {folder["good.pem"]} --tls-key {folder["good.key"]}");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {server.Address}?ca={certificates.Authority}");
        File.Delete(certificates.Authority);
        Assert.Equal("hello", (await Sock.RunAsync($"connect {relay.Address}", "hello")).Exits(0).Output);
    }
}
