using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>relay between datagrams and streams: nothing is torn, and nothing runs together.</summary>
public sealed class RelayFrameTests
{
    [Theory]
    [InlineData("line", "one\ntwo\n\n")]
    [InlineData("length", "\0\u0003one\0\u0003two\0\0")]
    public async Task Datagrams_stand_in_a_stream_as_they_are_told_to(string frame, string stream)
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay udp://127.0.0.1:0 {server.Address} --frame {frame}");
        using var client = new UdpClient("127.0.0.1", relay.Port);
        foreach (var word in new[] { "one", "two", "" })
        {
            await client.SendAsync(Bytes.Utf8(word));
        }

        await server.Output.ContainsAsync(stream);
        await server.Process.WriteAsync(stream);
        foreach (var word in new[] { "one", "two", "" })
        {
            using var over = new CancellationTokenSource(Until.Deadline);
            Assert.Equal(Bytes.Utf8(word), (await client.ReceiveAsync(over.Token)).Buffer);
        }

        server.Process.CloseInput();
        (await server.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task A_server_that_hangs_up_after_each_answer_is_dialled_anew()
    {
        await using var server = await Peer.That(async (client, _) =>
        {
            await client.HearAsync(2);
            await client.SayAsync("a\n");
            client.Finish();
        });
        await using var relay = await Sock.ServeAsync($"relay udp://127.0.0.1:0 {server.Endpoint} --frame line");
        using var client = new UdpClient("127.0.0.1", relay.Port);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 0; i < 5; i++)
        {
            // What comes between the answer and the end is lost, as datagrams may be: whoever asks asks again.
            var hearing = client.ReceiveAsync();
            while (!hearing.IsCompleted)
            {
                await client.SendAsync("q"u8.ToArray());
                await pace.WaitForNextTickAsync();
            }

            Assert.Equal("a"u8.ToArray(), (await hearing).Buffer);
        }
    }

    [Fact]
    public async Task A_stream_is_joined_to_datagrams_and_ends_after_a_silence()
    {
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay 127.0.0.1:0 {server.Address} --frame line --idle-timeout 2s");
        Assert.Equal("one\ntwo\nlast\n", (await Sock.RunAsync($"connect {relay.Address}", "one\ntwo\nlast")).Exits(0).Output);
    }

    [Fact]
    public async Task A_datagram_that_is_no_line_is_refused_and_not_torn()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay udp://127.0.0.1:0 {server.Address} --frame line");
        (await Sock.RunAsync($"connect {relay.Address} --send 'one\\ntwo' --send-only")).Exits(0);
        await relay.Error.ContainsAsync("has a line end inside");
        Assert.Equal("", (await server.ExitAsync()).Exits(30).Output);
    }

    [Fact]
    public async Task Datagrams_are_joined_to_datagrams_one_to_one()
    {
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0");
        await using var relay = await Sock.ServeAsync($"relay udp://[::1]:0 {server.Address}");
        using var client = new UdpClient("::1", relay.Port);
        foreach (var size in new[] { 1, 0, 1472, 60_000, 5 })
        {
            await client.SendAsync(Bytes.Random(size));
            using var over = new CancellationTokenSource(Until.Deadline);
            Assert.Equal(Bytes.Random(size), (await client.ReceiveAsync(over.Token)).Buffer);
        }
    }
}
