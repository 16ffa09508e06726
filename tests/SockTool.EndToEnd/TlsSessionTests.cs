using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>How sessions under TLS go and end: the promise with close_notify.</summary>
public sealed class TlsSessionTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly TlsParty tls;

    public TlsSessionTests() => tls = new TlsParty(folder);

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task An_answer_two_seconds_after_our_half_close_arrives_whole()
    {
        Tools.Require("python3");
        await using var peer = await PeerAsync("late", "2");
        var run = await Sock.RunAsync($"connect tls://127.0.0.1:{peer.Output.Text.Trim()} {tls.Trust}", "question");
        run.Exits(0);
        Assert.Equal(200_000, run.Bytes.Length);
        Assert.Equal(Enumerable.Repeat(Enumerable.Range(0, 250).Select(value => (byte)value), 800).SelectMany(part => part), run.Bytes);
    }

    [SkippableFact]
    public async Task A_server_that_goes_without_close_notify_has_cut_the_stream_short()
    {
        Tools.Require("python3");
        await using var peer = await PeerAsync("cut");
        var run = await Sock.RunAsync($"connect tls://127.0.0.1:{peer.Output.Text.Trim()} {tls.Trust} --recv-only --log-format json");
        run.Exits(32);
        Assert.Equal(("half of it", "cut-short", "cut"), (run.Output, run.Verdict.GetProperty("cause").GetString(), run.Verdict.GetProperty("end").GetString()));
    }

    [SkippableFact]
    public async Task A_client_that_goes_without_close_notify_has_cut_the_stream_short()
    {
        Tools.Require("python3");
        await using var server = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity}");
        await using var peer = Tools.Start("python3", Tools.PeerScript("tls_peer.py"), "cut-dial", $"{server.Port}");
        var run = (await server.ExitAsync()).Exits(32).Says("cut short");
        Assert.Equal("half of it", run.Output);
    }

    [SkippableTheory]
    [InlineData("garbage-dial")]
    [InlineData("tail-dial")]
    public async Task A_client_that_breaks_the_protocol_ends_nothing_but_its_own_session(string manner)
    {
        Tools.Require("python3");
        await using var server = await Sock.ServeAsync($"echo-server tls://127.0.0.1:0 {tls.Identity} -v");
        await using var peer = Tools.Start("python3", Tools.PeerScript("tls_peer.py"), manner, $"{server.Port}");
        await server.Error.ContainsAsync("ended,");
        Assert.Equal("hello", (await Sock.RunAsync($"connect {server.Address} {tls.Trust}", "hello")).Exits(0).Output);
        var before = server.Process.ProcessorTime;
        (await peer.ExitAsync()).Exits(0);
        Assert.InRange((server.Process.ProcessorTime - before).TotalSeconds, 0, 2);
        server.Process.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
    }

    [SkippableTheory]
    [InlineData("forged-dial", "decryption failed or bad record mac")]
    [InlineData("plain-dial", "it does not keep to the protocol")]
    public async Task What_came_whole_before_a_broken_record_is_delivered_and_then_the_break_is_told(string manner, string said)
    {
        Tools.Require("python3");
        await using var server = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity}");
        await using var peer = Tools.Start("python3", Tools.PeerScript("tls_peer.py"), manner, $"{server.Port}");
        var run = (await server.ExitAsync()).Exits(40).Says(said);
        Assert.Equal("first second", run.Output);
    }

    [Fact]
    public async Task The_verdict_tells_close_notify_and_the_time_of_the_handshake()
    {
        await using var server = await Sock.ServeAsync($"echo-server tls://127.0.0.1:0 {tls.Identity}");
        var run = (await Sock.RunAsync($"connect {server.Address} {tls.Trust} --log-format json", "hello")).Exits(0);
        Assert.Equal(("hello", "closeNotify"), (run.Output, run.Verdict.GetProperty("end").GetString()));
        Assert.InRange(run.Verdict.GetProperty("timings").GetProperty("handshake").GetDouble(), 0.0001, 30);
        Assert.Equal(5, run.Verdict.GetProperty("bytesSent").GetInt64());
    }

    [Fact]
    public async Task Silent_clients_delay_nobody()
    {
        await using var server = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity} --keep-open");
        var silent = new List<TcpClient>();
        for (var i = 0; i < 200; i++)
        {
            silent.Add(new TcpClient("127.0.0.1", server.Port));
        }

        // Whoever is held up by the silent ones is held up every time; a busy machine is not busy three times.
        var took = new List<double>();
        for (var i = 0; i < 3; i++)
        {
            took.Add((await Sock.RunAsync($"connect {server.Address} {tls.Trust} --send hello{i} --send-only")).Exits(0).Elapsed.TotalSeconds);
            await server.Output.ContainsAsync($"hello{i}");
        }

        Assert.InRange(took.Min(), 0, Sock.IsNative ? 1 : 5);
        silent.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData("--read-timeout 200ms", 24, "sent nothing within 200ms")]
    [InlineData("--recv-only --non-blocking --connect-timeout 10s", 23, "would block")]
    [InlineData("--idle-timeout 200ms", 21, "no byte either way")]
    [InlineData("--deadline 300ms", 22, "deadline")]
    public async Task Limits_hold_under_TLS_as_without(string options, int exit, string said)
    {
        await using var server = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity} --keep-open");
        await using var client = Sock.Start($"connect {server.Address} {tls.Trust} {options}");
        (await client.ExitAsync()).Exits(exit).Says(said);
    }

    [Fact]
    public async Task A_reset_is_a_reset_under_TLS_too()
    {
        await using var server = await Sock.ServeAsync($"listen tls://127.0.0.1:0 {tls.Identity} --close reset --max-receive 5");
        await using var client = Sock.Start($"connect {server.Address} {tls.Trust}");
        await client.WriteAsync("hello");
        (await server.ExitAsync()).Exits(0);
        (await client.ExitAsync()).Exits(30);
    }

    private async Task<RunningProcess> PeerAsync(string manner, params string[] rest)
    {
        var process = Tools.Start("python3", [Tools.PeerScript("tls_peer.py"), manner, tls.Good.Cert, tls.Good.Key, .. rest]);
        await process.Output.ContainsAsync("\n");
        return process;
    }
}
