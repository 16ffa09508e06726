using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>--rate: so many bytes a second, each way.</summary>
public sealed class RateTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    // The bucket is full at the beginning: a tenth of a second's bytes go at once, and what is read is paid for afterwards.
    [Theory]
    [InlineData("echo-server 127.0.0.1:0", "--rate 100kB")]
    [InlineData("echo-server 127.0.0.1:0 --rate 100kB", "")]
    [InlineData("relay 127.0.0.1:0 {peer} --rate 100kB", "")]
    public async Task It_is_kept_to(string command, string options)
    {
        await using var echo = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        await using var server = await Sock.ServeAsync(command.Replace("{peer}", echo.Address, StringComparison.Ordinal));
        var bytes = Bytes.Random(100_000);
        var run = (await Sock.RunAsync($"connect {server.Address} {options}", bytes)).Exits(0);
        Assert.Equal(bytes, run.Bytes);
        Assert.InRange(run.Elapsed.TotalSeconds, 0.84, 10);
    }

    [Fact]
    public async Task A_listener_keeps_to_it_too()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --rate 100kB");
        var began = Stopwatch.GetTimestamp();
        (await Sock.RunAsync($"connect {server.Address}", new byte[100_000])).Exits(0);
        Assert.Equal(100_000, (await server.ExitAsync()).Exits(0).Bytes.Length);
        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.84));
    }

    [Fact]
    public async Task A_byte_a_second_is_a_byte_a_second_and_our_own_pauses_are_no_silence()
    {
        await using var server = await Sock.ServeAsync($"listen unix:{folder["at"]} --recv-only");
        var run = (await Sock.RunAsync($"connect {server.Address} --rate 1 --idle-timeout 900ms --send-only", "1234")).Exits(0);
        Assert.Equal("1234", (await server.ExitAsync()).Exits(0).Output);
        Assert.True(run.Elapsed >= TimeSpan.FromSeconds(1.95), $"{run.Elapsed}");
    }

    [Fact]
    public async Task A_run_that_waits_for_its_turn_ends_at_once_and_tells_what_is_left()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        await using var client = Sock.Start($"connect {server.Address} --rate 1");
        await client.WriteAsync("1234567890");
        await server.Output.ContainsAsync("12");
        client.Send(Signal.Terminate);
        var began = Stopwatch.GetTimestamp();
        (await client.ExitAsync()).Exits(143).Says("not delivered");
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task A_datagram_is_sent_whole_when_it_is_paid_for()
    {
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0 --rate 10kB");
        using var client = new UdpClient();
        client.Connect("127.0.0.1", server.Port);
        var began = Stopwatch.GetTimestamp();
        await client.SendAsync(new byte[6000]);
        Assert.Equal(6000, (await client.ReceiveAsync().WaitAsync(Until.Deadline)).Buffer.Length);
        Assert.True(Stopwatch.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.49));
    }

    [Fact]
    public async Task With_a_slow_rate_the_answer_to_a_datagram_comes_whole_as_our_own_pauses_are_no_silence()
    {
        using var peer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var run = Sock.Start($"connect udp://{peer.Client.LocalEndPoint} --rate 200");
        await run.WriteAsync("hi");
        run.CloseInput();
        var asked = await peer.ReceiveAsync().WaitAsync(Until.Deadline);
        for (var i = 0; i < 3; i++)
        {
            await peer.SendAsync(new byte[300], asked.RemoteEndPoint);
        }

        Assert.Equal(900, (await run.ExitAsync()).Exits(0).Bytes.Length);
    }
}
