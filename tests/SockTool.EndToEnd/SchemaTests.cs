using System.Text.Json;

namespace SockTool.EndToEnd;

/// <summary>What every command writes as JSON is what the schemas in docs/ promise.</summary>
public sealed class SchemaTests : IDisposable
{
    private const string All = "-vv --log-format json --stats --digest sha256 --show-options --hex --progress always";

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("echo-server 127.0.0.1:0 --clients 2", "connect {0} --explain")]
    [InlineData("echo-server 127.0.0.1:0 --clients 2 --reply got:{message} --explain", "connect tcp://{0} --retry 2 --expect-bytes 5MB")]
    [InlineData("listen 127.0.0.1:0 --send words --explain", "connect {0} --rate 1MB --explain")]
    [InlineData("listen 127.0.0.1:0 --keep-open --clients 2 --output-per-client log-{n}", "connect {0} --linger 100ms")]
    [InlineData("listen 127.0.0.1:0 --clients 2 --shell cat", "connect {0} --explain")]
    [InlineData("listen 127.0.0.1:0 --chat --clients 2", "connect {0} --linger 100ms")]
    [InlineData("relay 127.0.0.1:0 exec:cat --clients 2 --explain", "connect {0}")]
    [InlineData("echo-server 127.0.0.1:0 --clients 2 --fault reset-after=3 --fault latency=1ms --seed 5", "connect {0} --explain")]
    [InlineData("echo-server 127.0.0.1:0 --clients 2 --fault close-after=3", "relay - {0}")]
    [InlineData("echo-server udp://127.0.0.1:0 --clients 1 --idle-timeout 1s", "connect {0} --idle-timeout 500ms")]
    [InlineData("echo-server tls://127.0.0.1:0 --clients 2 --explain", "connect {0} --tls-insecure --explain")]
    [InlineData("echo-server ws://127.0.0.1:0/x --clients 2 --explain", "connect {0} --explain")]
    [InlineData("echo-server 127.0.0.1:0 --clients 2 --allow 127.0.0.1 --grace 1s --max-clients 5", "connect {0} --source 127.0.0.2")]
    public async Task A_server_and_its_clients(string server, string client)
    {
        server = server.Replace("log-{n}", folder["log-{n}"], StringComparison.Ordinal);
        await using var running = await Sock.ServeAsync($"{server} {All} --deadline 8 --verdict {folder["server"]}");
        for (var i = 0; i < 2 && !running.Process.HasEnded; i++)
        {
            var line = client.Replace("{0}", running.Address, StringComparison.Ordinal);
            var run = await Sock.RunAsync($"{line} {All} --verdict {folder["client"]} --deadline 20", "hello\n");
            Check(run, "client");
        }

        // Whoever is denied does not count.
        Check(await running.ExitAsync(), "server");
    }

    [Fact]
    public async Task A_relay_between_them_and_one_that_finds_nobody()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {server.Address} --retry 1 --clients 2 --explain {All} --verdict {folder["relay"]}");
        await Sock.RunAsync($"connect {relay.Address}", "one");
        await Sock.RunAsync($"connect {relay.Address}", "two");
        var run = (await relay.ExitAsync()).Exits(0);
        Check(run, "relay");
        Assert.Equal(2, run.Verdict.GetProperty("sessions").GetArrayLength());
        using var nobody = new UnservedPort();
        await using var vain = await Sock.ServeAsync($"relay 127.0.0.1:0 {nobody.Endpoint} --retry 1 --retry-delay 1ms --clients 1 {All} --verdict {folder["relay"]}");
        await Sock.RunAsync($"connect {vain.Address} --recv-only");
        Check((await vain.ExitAsync()).Exits(11), "relay");
    }

    [Theory]
    [InlineData("connect 127.0.0.1:{0} --retry 1 --retry-delay 1ms --explain -vv")]
    [InlineData("connect localhost:{0} --explain --digest sha256")]
    [InlineData("connect no-such-name.invalid:1")]
    [InlineData("listen 127.0.0.1:0 --accept-timeout 10ms")]
    [InlineData("listen 192.0.2.1:1")]
    [InlineData("listen 127.0.0.1:0 --run -- false")]
    [InlineData("echo-server 127.0.0.1:0 --deadline 100ms -v")]
    [InlineData("probe 127.0.0.1:{0} -v")]
    [InlineData("connect 127.0.0.1:{0} --proxy socks5://127.0.0.1:{0} -v")]
    public async Task A_run_that_fails(string line)
    {
        using var nobody = new UnservedPort();
        var (before, after) = line.Split(" -- ") is [var one, var other] ? (one, $" -- {other}") : (line, "");
        var run = await Sock.RunAsync($"{before.Replace("{0}", nobody.Endpoint.Split(':')[^1], StringComparison.Ordinal)} --log-format json --verdict {folder["verdict"]}{after}");
        Assert.NotEqual(0, run.ExitCode);
        Check(run, "verdict");
        Assert.Equal(run.ExitCode, run.Verdict.GetProperty("exit").GetInt32());
    }

    [SkippableFact]
    public async Task A_story_without_capture_rights()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        var run = (await Captures.RunWithoutAsync($"connect {server.Address} --explain --log-format json --verdict {folder["verdict"]}", Bytes.Utf8("hello"))).Exits(0);
        Check(run, "verdict");
        Assert.Contains(run.ErrorLines, line => line.Contains("\"no-sequence-numbers\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_a_second_signal_ends_says_the_little_that_it_knows()
    {
        await using var peer = await Peer.ThatIsSilent();
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --grace none --log-format json -v");
        using var client = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await client.ConnectAsync(System.Net.IPAddress.Loopback, server.Port);
        await server.Error.ContainsAsync("\"accepted\"");
        server.Process.Send(Signal.Terminate);
        await server.Error.ContainsAsync("\"finishing\"");
        server.Process.Send(Signal.Interrupt);
        var run = (await server.ExitAsync()).Exits(130);
        Assert.All(run.ErrorLines, line => Schemas.Check(Schemas.Events, line));
        Assert.False(run.Verdict.TryGetProperty("bytesSent", out _));
    }

    [Theory]
    [InlineData("""{"event":"connecting","time":0.1,"address":"x","more":1}""")]
    [InlineData("""{"event":"connecting","time":0.1}""")]
    [InlineData("""{"event":"no-such","time":0.1}""")]
    [InlineData("""{"event":"bytes","time":0.1,"direction":"toPeer","offset":0,"hex":"abc"}""")]
    [InlineData("""{"event":"tcp-segment","time":0.1,"at":0,"direction":"toPeer","flags":"SYN+ACK","bytes":0,"window":1,"again":"no","seq":1}""")]
    [InlineData("""{"event":"tcp-state","time":0.1,"at":0,"state":"OPEN","source":"kernel"}""")]
    [InlineData("""{"exit":0,"cause":"done"}""")]
    public void What_is_not_promised_is_refused(string line) =>
        Assert.False(Schemas.Events.Evaluate(JsonDocument.Parse(line).RootElement).IsValid);

    private void Check(Run run, string verdict)
    {
        Assert.All(run.ErrorLines, line => Schemas.Check(Schemas.Events, line));
        Schemas.Check(Schemas.Verdict, run.ErrorLines[^1]);
        var file = File.ReadAllText(folder[verdict]);
        Schemas.Check(Schemas.Verdict, file);
        Assert.Equal(run.ErrorLines[^1], file.TrimEnd('\n'));
    }
}
