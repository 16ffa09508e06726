using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace SockTool.EndToEnd;

/// <summary>The story of a connection: what it tells is what tshark saw and the kernel says, and nothing else.</summary>
public sealed class ExplainTests
{
    private const string Why = "sock: no sequence numbers: to see the segments needs capture rights, root or CAP_NET_RAW; the states are the kernel's";

    [SkippableTheory]
    [InlineData("127.0.0.1", "connect")]
    [InlineData("::1", "connect")]
    [InlineData("127.0.0.1", "listen")]
    public async Task Every_number_is_the_one_that_tshark_shows(string address, string command)
    {
        Captures.Require();
        Tools.Require("tshark");
        var (run, seen) = command == "connect" ? await ConnectAsync(address) : await ListenAsync(address);
        var segments = Events(run, "tcp-segment");
        foreach (var segment in segments)
        {
            await seen.Output.ContainsAsync(AsTsharkWrites(segment));
        }

        await seen.DisposeAsync();
        Assert.Equal(["SYN", "SYN+ACK", "ACK"], segments.Take(3).Select(segment => segment.GetProperty("flags").GetString()));
        Assert.Equal(2, segments.Count(segment => segment.GetProperty("flags").GetString()!.Contains("FIN", StringComparison.Ordinal)));
        Assert.Equal([0, 0, 1], segments.Take(3).Select(segment => segment.GetProperty("relativeSeq").GetInt32()));
    }

    [SkippableFact]
    public async Task Who_closes_first_passes_through_the_states_to_TIME_WAIT()
    {
        Captures.Require();
        var run = (await RunThroughFinWaitAsync(peer => Sock.Start($"connect {peer.Endpoint} --explain --log-format json"))).Exits(0);
        Assert.Equal(["SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT"], StatesOfSegments(run));

        // FIN-WAIT-1 passes on loopback before most can look.
        Assert.Equal(["ESTABLISHED", "FIN-WAIT-2", "TIME-WAIT"], StatesOfTheKernel(run).Where(state => state != "FIN-WAIT-1"));
        Assert.Equal("bye", run.Output);
        Assert.InRange(Events(run, "tcp-state").Single(state => state.TryGetProperty("left", out _)).GetProperty("left").GetDouble(), 50, 60);
    }

    [SkippableFact]
    public async Task A_peer_that_closes_first_makes_CLOSE_WAIT_and_LAST_ACK()
    {
        Captures.Require();
        await using var peer = await Peer.ThatSaysAndListens("bye");
        await using var client = Sock.Start($"connect {peer.Endpoint} --explain --log-format json");
        await client.Output.ContainsAsync("bye");
        await client.Error.ContainsAsync("\"direction\":\"fromPeer\",\"flags\":\"FIN");
        client.CloseInput();
        var run = (await client.ExitAsync()).Exits(0);
        Assert.Equal(["SYN-SENT", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED"], StatesOfSegments(run));
        Assert.Equal("CLOSED", StatesOfTheKernel(run)[^1]);
    }

    [SkippableFact]
    public async Task A_reset_is_told_and_the_exit_code_is_as_ever()
    {
        Captures.Require();
        await using var peer = await Peer.ThatResetsAfter(5);
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --explain", "hello")).Exits(30);
        Assert.Contains(run.ErrorLines, line => line.Contains("received RST", StringComparison.Ordinal) && line.Contains("-> CLOSED", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_run_that_fails_tells_its_story_to_the_end()
    {
        Captures.Require();
        await using var peer = await Peer.ThatIsSilent();
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --explain --no-shutdown --send x --idle-timeout 200ms")).Exits(21);
        Assert.Contains(run.ErrorLines, line => line.Contains("sent     FIN", StringComparison.Ordinal) && line.Contains("-> FIN-WAIT-1", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line => line.Contains("the connection is still in FIN-WAIT-", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_refusal_is_a_SYN_and_a_RST()
    {
        Captures.Require();
        using var nobody = new UnservedPort();
        var run = (await Sock.RunAsync($"connect {nobody.Endpoint} --explain --log-format json")).Exits(11);
        Assert.Equal(["SYN", "RST+ACK"], Events(run, "tcp-segment").Select(segment => segment.GetProperty("flags").GetString()));
        Assert.Equal("refused", Events(run, "tcp-failed").Single().GetProperty("cause").GetString());
    }

    [SkippableFact]
    public async Task Without_the_right_to_capture_there_are_states_and_one_line_that_says_why()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "the kernel of Linux tells states");
        var run = (await RunThroughFinWaitAsync(peer => Captures.StartWithout($"connect localhost:{peer.Port} -4 --explain"))).Exits(0);
        Assert.Single(run.ErrorLines, line => line == Why);
        Assert.DoesNotContain(" seq ", run.Error, StringComparison.Ordinal);
        string[] inOrder = ["name resolution: localhost is 127.0.0.1", "SYN-SENT", "TCP_INFO says ESTABLISHED", "rtt ", "TCP_INFO says FIN-WAIT-2", "the connection table says TIME-WAIT"];
        Assert.Equal(inOrder, inOrder.OrderBy(words => run.Error.IndexOf(words, StringComparison.Ordinal)));
        Assert.All(inOrder, words => Assert.Contains(words, run.Error, StringComparison.Ordinal));
        Assert.Equal("bye", run.Output);
    }

    [SkippableFact]
    public async Task Many_clients_have_a_story_each()
    {
        Captures.Require();
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --clients 3 --explain --log-format json");
        var clients = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Sock.RunAsync($"connect {server.Address}", "x")));
        Assert.All(clients, client => Assert.Equal("x", client.Exits(0).Output));
        var run = (await server.ExitAsync()).Exits(0);
        foreach (var ofOne in Events(run, "tcp-segment").GroupBy(segment => segment.GetProperty("client").GetInt32()))
        {
            Assert.Equal(["SYN", "SYN+ACK", "ACK"], ofOne.Take(3).Select(segment => segment.GetProperty("flags").GetString()));
        }

        Assert.Equal(3, Events(run, "tcp-options").Count);
    }

    [SkippableFact]
    public async Task Under_TLS_the_story_is_that_of_TCP()
    {
        Captures.Require();
        await using var server = await Sock.ServeAsync("echo-server tls://127.0.0.1:0 --clients 1");
        var run = (await Sock.RunAsync($"connect {server.Address.Split('?')[0].Split('#')[0]} --tls-insecure --explain", "hello")).Exits(0);
        Assert.Contains(run.ErrorLines, line => line.Contains("TLS 1.3 stands after a handshake of", StringComparison.Ordinal));
        Assert.Contains(run.ErrorLines, line => line.Contains("-> ESTABLISHED", StringComparison.Ordinal));
    }

    /// <summary>A client that ends first, and whose peer ends when it has told that its own end was acknowledged: the kernel's state is there to be seen.</summary>
    private static async Task<Run> RunThroughFinWaitAsync(Func<Peer, RunningProcess> start)
    {
        var told = new TaskCompletionSource();
        await using var peer = await Peer.That(async (socket, own) =>
        {
            await own.HearOutAsync(socket);
            await told.Task;
            await socket.SayAsync("bye");
            socket.Close();
        });
        await using var client = start(peer);
        await client.WriteAsync("hello");
        client.CloseInput();
        await client.Error.WhenAsync(() => client.Error.Text.Split('\n').Any(line => line.Contains("FIN-WAIT-2", StringComparison.Ordinal) && (line.Contains("TCP_INFO", StringComparison.Ordinal) || line.Contains("tcp-state", StringComparison.Ordinal))), "FIN-WAIT-2 told");
        told.SetResult();
        return await client.ExitAsync();
    }

    private static async Task<(Run Run, RunningProcess Seen)> ConnectAsync(string address)
    {
        await using var peer = await Peer.That(
            async (client, own) =>
            {
                await own.HearOutAsync(client);
                await client.SayAsync("bye");
                client.Close();
            },
            new IPEndPoint(IPAddress.Parse(address), 0));
        var seen = await Captures.WatchAsync(peer.Port);
        return ((await Sock.RunAsync($"connect {peer.Endpoint} --explain --log-format json", "hello")).Exits(0), seen);
    }

    private static async Task<(Run Run, RunningProcess Seen)> ListenAsync(string address)
    {
        await using var server = await Sock.ServeAsync($"listen {address}:0 --send bye --explain --log-format json");
        var seen = await Captures.WatchAsync(server.Port);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Parse(address), server.Port);
        client.Shutdown(SocketShutdown.Send);
        await client.HearAllAsync();
        client.Close();
        return ((await server.ExitAsync()).Exits(0), seen);
    }

    private static List<JsonElement> Events(Run run, string name) =>
        [.. run.ErrorLines.Select(line => JsonDocument.Parse(line).RootElement).Where(one => one.TryGetProperty("event", out var word) && word.GetString() == name)];

    private static List<string?> StatesOfSegments(Run run) => [.. Events(run, "tcp-segment").Where(one => one.TryGetProperty("state", out _)).Select(one => one.GetProperty("state").GetString())];

    private static List<string?> StatesOfTheKernel(Run run) => [.. Events(run, "tcp-state").Select(one => one.GetProperty("state").GetString())];

    private static string AsTsharkWrites(JsonElement segment)
    {
        string[] bits = ["FIN", "SYN", "RST", "PSH", "ACK"];
        var flags = segment.GetProperty("flags").GetString()!.Split('+').Sum(flag => 1 << Array.IndexOf(bits, flag));
        return $"0x{flags:x4}\t{segment.GetProperty("seq")}\t{Ack("ack")}\t{segment.GetProperty("relativeSeq")}\t{Ack("relativeAck")}\n";

        string Ack(string name) => segment.TryGetProperty(name, out var number) ? number.ToString() : "0";
    }
}
