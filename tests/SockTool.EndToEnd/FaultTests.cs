using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>--fault: a peer as bad as it was asked to be, and no worse.</summary>
public sealed class FaultTests : IDisposable
{
    private const int Size = 100_000;

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("127.0.0.1:0")]
    [InlineData("tls://127.0.0.1:0")]
    [InlineData("ws://127.0.0.1:0")]
    public async Task A_reset_comes_after_exactly_so_many_bytes(string at)
    {
        var bytes = Bytes.Random(Size);
        await using var server = await Sock.ServeAsync($"listen {at} --fault reset-after=54321 --input {await FileAsync(bytes)} -v");
        var client = (await Sock.RunAsync($"connect {server.Address} --recv-only")).Exits(30);
        Assert.Equal(bytes[..54321], client.Bytes);
        Assert.Contains("was reset after 54321 bytes, as asked for", (await server.ExitAsync()).Exits(0).Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_close_comes_after_exactly_so_many_bytes_and_is_an_orderly_end()
    {
        Tools.Require("python3");
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --clients 1 --fault close-after=54321 -v");
        const string Script = """
            import socket, sys, threading
            s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            threading.Thread(target=lambda: s.sendall(b"x" * 100000)).start()
            n = 0
            while True:
                got = s.recv(65536)
                if not got: break
                n += len(got)
            print(n, "then FIN")
            """;
        await using var client = Tools.Start("python3", "-c", Script, server.Port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("54321 then FIN\n", (await client.ExitAsync()).Exits(0).Output);
        Assert.Contains("was closed after 54321 bytes, as asked for", (await server.ExitAsync()).Exits(0).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reset-after", 30)]
    [InlineData("close-after", 0)]
    public async Task What_is_received_is_counted_too(string fault, int seen)
    {
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --fault {fault}=5");
        using var client = new TcpClient("127.0.0.1", server.Port);
        await client.Client.SayAsync("hello world");
        var end = await Record.ExceptionAsync(async () => await client.Client.HearAllAsync());
        Assert.Equal(seen == 0, end is null);
        Assert.Equal("hello", (await ClosedAsync(server, client)).Exits(0).Output);
    }

    [SkippableTheory]
    [InlineData("ncat")]
    [InlineData("socat")]
    public async Task A_silent_server_takes_what_comes_and_says_nothing(string program)
    {
        Tools.Require(program);
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --fault silent");
        await using var client = program == "ncat" ? Tools.Start("ncat", "127.0.0.1", $"{server.Port}") : Tools.Start("socat", "-t9", "-", $"TCP:127.0.0.1:{server.Port}");
        await server.Process.WriteAsync("never said");
        await client.WriteAsync("hello");
        await server.Output.ContainsAsync("hello");
        client.CloseInput();
        Assert.Equal("", (await client.ExitAsync()).Exits(0).Output);
        (await server.ExitAsync()).Exits(0);
    }

    [Theory]
    [InlineData("echo-server 127.0.0.1:0 --fault silent")]
    [InlineData("relay 127.0.0.1:0 {peer} --fault silent")]
    [InlineData("listen 127.0.0.1:0 --fault silent --exec -- cat")]
    public async Task A_silent_server_of_any_kind_does_not_end_first(string command)
    {
        await using var peer = await Peer.ThatSaysAndListens("never heard");
        await using var server = await Sock.ServeAsync(command.Replace("{peer}", peer.Endpoint, StringComparison.Ordinal));
        await using var client = Sock.Start($"connect {server.Address} --idle-timeout 300ms");
        await client.WriteAsync("hello");
        Assert.Equal("", (await client.ExitAsync()).Exits(21).Output);
    }

    [Fact]
    public async Task Half_closed_first_the_client_sees_the_end_at_once_and_is_heard_all_the_same()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --fault half-close-first");
        using var client = new TcpClient("127.0.0.1", server.Port);
        Assert.Empty(await client.Client.HearAllAsync());
        await client.Client.SayAsync("hello");
        client.Client.Finish();
        Assert.Equal("hello", (await server.ExitAsync()).Exits(0).Output);
    }

    [Fact]
    public async Task Never_accepted_a_client_is_connected_and_waits()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --fault never-accept -v");
        (await Sock.RunAsync($"connect {server.Address} --send hello --idle-timeout 300ms")).Exits(21);
        Assert.DoesNotContain("accepted", server.Error.Text, StringComparison.Ordinal);
        server.Process.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
        (await Sock.RunAsync("listen 127.0.0.1:0 --fault never-accept --accept-timeout 100ms")).Exits(20);
    }

    [Fact]
    public async Task A_round_trip_takes_as_long_as_both_ways()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --fault latency=100ms~20ms");
        using var client = new TcpClient("127.0.0.1", server.Port);
        for (var i = 0; i < 3; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await client.Client.SayAsync("ping");
            Assert.Equal("ping", await client.Client.HearTextAsync("ping"));
            Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(160));
        }
    }

    [Fact]
    public async Task Latency_is_no_limit_of_the_rate()
    {
        var bytes = Bytes.Random(8 * Bytes.MiB);
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --fault latency=100ms");
        var run = (await Sock.RunAsync($"connect {server.Address}", bytes)).Exits(0);
        Assert.Equal(Bytes.Hash(bytes), Bytes.Hash(run.Bytes));

        // One read of 64 KiB after another would take 13 s.
        Assert.True(run.Elapsed < TimeSpan.FromSeconds(8), $"{run.Elapsed}");
    }

    [Theory]
    [InlineData("drip=2000", 1000)]
    [InlineData("slow-read=2000", 1000)]
    public async Task Slow_is_slow(string fault, int count)
    {
        await using var server = await Sock.ServeAsync($"echo-server 127.0.0.1:0 --fault {fault}");
        var began = Stopwatch.GetTimestamp();
        Assert.Equal(count, (await Sock.RunAsync($"connect {server.Address}", new byte[count])).Exits(0).Bytes.Length);

        // A tenth of a second's bytes are there at the beginning, and what is read is paid for with the next read.
        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(340));
    }

    [Fact]
    public async Task A_server_behind_a_relay_with_two_faults_is_far_away_and_lost_after_a_mebibyte()
    {
        var bytes = Bytes.Random(2 * Bytes.MiB);
        await using var peer = await Peer.ThatSays(bytes);
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {peer.Endpoint} --fault latency=80ms~20ms --fault reset-after=1MiB");
        var client = (await Sock.RunAsync($"connect {relay.Address} --recv-only")).Exits(30);
        Assert.Equal(Bytes.Hash(bytes.AsSpan(0, Bytes.MiB)), Bytes.Hash(client.Bytes));
        relay.Process.Send(Signal.Terminate);
        (await relay.ExitAsync()).Exits(143).Says("signal");
    }

    [Theory]
    [InlineData("corrupt=100%")]
    [InlineData("latency=50ms")]
    public async Task Datagrams_stay_whole(string fault)
    {
        await using var server = await Sock.ServeAsync($"echo-server udp://127.0.0.1:0 --fault {fault}");
        using var client = new UdpClient();
        client.Connect("127.0.0.1", server.Port);
        foreach (var count in new[] { 1, 60_000, 0, 7 })
        {
            await client.SendAsync(new byte[count]);
            var answer = await client.ReceiveAsync().WaitAsync(Until.Deadline);
            Assert.Equal(count, answer.Buffer.Length);
        }
    }

    private static async Task<Run> ClosedAsync(RunningServer server, TcpClient client)
    {
        client.Close();
        return await server.ExitAsync();
    }

    private async Task<string> FileAsync(byte[] bytes)
    {
        await folder.WriteAsync("in", bytes);
        return folder["in"];
    }
}
