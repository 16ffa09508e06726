namespace SockTool.EndToEnd;

/// <summary>Sessions under TLS with programs that nobody here wrote: socat, ncat and openssl.</summary>
public sealed class TlsWithOthersTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly TlsParty tls;

    public TlsWithOthersTests() => tls = new TlsParty(folder);

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task An_answer_of_socat_after_our_half_close_arrives_whole()
    {
        Tools.Require("socat");
        await using var peer = Shell.Start($"exec socat -d -d -t 20 OPENSSL-LISTEN:0,bind=127.0.0.1,cert={tls.Good.Cert},key={tls.Good.Key},verify=0 SYSTEM:'cat >/dev/null; head -c 200000 /dev/zero'");
        await peer.Error.ContainsAsync("listening on");
        await peer.Error.ContainsAsync("\n");
        var port = peer.Error.Text.Split("127.0.0.1:")[1].Split('\n')[0];
        var run = await Sock.RunAsync($"connect tls://127.0.0.1:{port} {tls.Trust}", "question");
        Assert.Equal(200_000, run.Exits(0).Bytes.Length);
    }

    [SkippableFact]
    public async Task Socat_talks_to_our_server()
    {
        Tools.Require("socat");
        await folder.PrepareAsync();
        await using var server = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity} --input {folder["ours"]} --output {folder["ours.got"]}");
        (await Shell.RunAsync($"cd '{folder.Root}'; socat -t 20 - OPENSSL:127.0.0.1:{server.Port},verify=0 <theirs >theirs.got")).Exits(0);
        (await server.ExitAsync()).Exits(0);
        await folder.SameAsync();
    }

    [SkippableFact]
    public async Task Ncat_talks_to_our_server_and_leaves_without_close_notify()
    {
        Tools.Require("ncat");
        await folder.PrepareAsync();
        await using var server = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity} --input {folder["ours"]}");
        (await Shell.RunAsync($"cd '{folder.Root}'; ncat --ssl 127.0.0.1 {server.Port} <theirs >theirs.got")).Exits(0);
        var run = (await server.ExitAsync()).Exits(32);
        Assert.Equal(await Bytes.HashOfFileAsync(folder["theirs"]), Bytes.Hash(run.Bytes));
        Assert.Equal(await Bytes.HashOfFileAsync(folder["ours"]), await Bytes.HashOfFileAsync(folder["theirs.got"]));
    }

    [SkippableFact]
    public async Task Serves_our_client()
    {
        Tools.Require("socat");
        await folder.PrepareAsync();
        await using var other = Shell.Start($"cd '{folder.Root}'; exec socat -d -d -t 20 - OPENSSL-LISTEN:0,bind=127.0.0.1,cert={tls.Good.Cert},key={tls.Good.Key},verify=0 <theirs >theirs.got");
        await other.Error.ContainsAsync("listening on");
        await other.Error.ContainsAsync("\n");
        var port = other.Error.Text.Split("127.0.0.1:")[1].Split('\n')[0];
        (await Sock.RunAsync($"connect tls://127.0.0.1:{port} {tls.Trust} --input {folder["ours"]} --output {folder["ours.got"]}")).Exits(0);
        (await other.ExitAsync()).Exits(0);
        await folder.SameAsync();
    }

    [SkippableFact]
    public async Task Openssl_as_client_sends_and_receives()
    {
        Tools.Require("openssl");
        await folder.PrepareAsync();
        await using var sink = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity} --output {folder["ours.got"]}");
        (await Shell.RunAsync($"cd '{folder.Root}'; openssl s_client -connect 127.0.0.1:{sink.Port} -quiet -nocommands -no_ign_eof <theirs >/dev/null 2>&1")).Exits(0);
        (await sink.ExitAsync()).Exits(0);
        await using var source = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity} --input {folder["ours"]} --send-only");
        (await Shell.RunAsync($"cd '{folder.Root}'; openssl s_client -connect 127.0.0.1:{source.Port} -quiet </dev/null >theirs.got 2>/dev/null")).Exits(0);
        (await source.ExitAsync()).Exits(0);
        await folder.SameAsync();
    }

    [SkippableFact]
    public async Task A_protocol_is_agreed_on_or_the_handshake_fails()
    {
        Tools.Require("openssl");
        await using var server = await Sock.ServeAsync($"echo-server tls://127.0.0.1:0 {tls.Identity} --tls-alpn h2,http/1.1 -v");
        var agreed = await Shell.RunAsync($"echo | openssl s_client -connect 127.0.0.1:{server.Port} -alpn http/1.1 2>&1");
        Assert.Contains("ALPN protocol: http/1.1", agreed.Output, StringComparison.Ordinal);
        (await Sock.RunAsync($"connect {server.Address} {tls.Trust} --tls-alpn imap", "x")).Exits(40).Says("no_application_protocol (alert 120)");
    }
}
