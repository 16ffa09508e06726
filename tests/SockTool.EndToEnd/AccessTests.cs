using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary><c>--allow</c>, <c>--deny</c>: who may be a client, by address.</summary>
public sealed class AccessTests
{
    // Linux answers on all of 127.0.0.0/8.
    private const string Denied = "127.0.0.2";

    [Theory]
    [InlineData("echo-server 127.0.0.1:0 -v --deny 127.0.0.2")]
    [InlineData("echo-server 127.0.0.1:0 -v --allow 127.0.0.1")]
    [InlineData("echo-server 127.0.0.1:0 -v --allow 127.0.0.0/8 --deny 127.0.0.2-127.0.0.255")]
    [InlineData("echo-server 127.0.0.1:0 -v --allow localhost --max-clients 1")]
    [InlineData("echo-server *:0 -v --allow 127.0.0.1")]
    [InlineData("echo-server 0 -v --deny ::ffff:127.0.0.2")]
    [InlineData("relay 127.0.0.1:0 exec:cat -v --deny 127.0.0.2")]
    public async Task Who_is_denied_is_closed_at_once_and_without_a_word_and_others_are_served(string command)
    {
        await using var server = await Sock.ServeAsync(command);
        using var denied = await DialAsync(server.Port, Denied);
        Assert.Empty(await denied.HearAllAsync());
        using var welcome = await DialAsync(server.Port, "127.0.0.1");
        await welcome.SayAsync("hello");
        Assert.Equal("hello", await welcome.HearTextAsync("hello"));
        await server.Error.ContainsAsync($"closed {denied.LocalEndPoint} at once: it may not connect");
    }

    [Fact]
    public async Task A_rule_of_one_family_says_nothing_of_the_other_though_they_share_a_socket()
    {
        await using var server = await Sock.ServeAsync("echo-server 0 --deny ::/0");
        using var six = await Wire.DialAsync($"[::1]:{server.Port}");
        Assert.Empty(await six.HearAllAsync());
        using var four = await DialAsync(server.Port, "127.0.0.1");
        await four.SayAsync("hello");
        Assert.Equal("hello", await four.HearTextAsync("hello"));
    }

    [Fact]
    public async Task Who_is_denied_does_not_use_up_the_only_slot()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --deny 127.0.0.2 --recv-only --max-clients-per-host 1");
        for (var i = 0; i < 3; i++)
        {
            using var denied = await DialAsync(server.Port, Denied);
            Assert.Empty(await denied.HearAllAsync());
        }

        (await Sock.RunAsync($"connect {server.Address}", "words")).Exits(0);
        Assert.Equal("words", (await server.ExitAsync()).Exits(0).Output);
    }

    [Theory]
    [InlineData("tls://127.0.0.1:0")]
    [InlineData("wss://127.0.0.1:0")]
    public async Task Under_TLS_nobody_who_is_denied_gets_as_far_as_a_handshake(string address)
    {
        await using var server = await Sock.ServeAsync($"echo-server {address} -v --deny 127.0.0.2");
        using var denied = await DialAsync(server.Port, Denied);
        Assert.Empty(await denied.HearAllAsync());
        Assert.Equal("hello", (await Sock.RunAsync($"connect {server.Address}", "hello")).Exits(0).Output);
        server.Process.Send(Signal.Terminate);
        var run = await server.ExitAsync();
        Assert.Contains("it may not connect", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("handshake", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:0")]
    [InlineData("*:0")]
    public async Task Datagrams_of_who_is_denied_are_dropped_and_that_is_told_once(string address)
    {
        await using var server = await Sock.ServeAsync($"echo-server udp://{address} -v --deny 127.0.0.2");
        using var denied = new UdpClient(new IPEndPoint(IPAddress.Parse(Denied), 0));
        using var welcome = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        for (var i = 0; i < 3; i++)
        {
            await denied.SendAsync("no"u8.ToArray(), new IPEndPoint(IPAddress.Loopback, server.Port));
            Assert.Equal("yes"u8.ToArray(), await AskAsync(welcome, server.Port, "yes"));
        }

        Assert.Equal(0, denied.Available);
        server.Process.Send(Signal.Terminate);
        var lines = (await server.ExitAsync()).ErrorLines;
        Assert.Single(lines, line => line.Contains(Denied, StringComparison.Ordinal) && line.Contains("dropped", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_denied_is_nobody_for_the_accept_timeout_and_without_blocking()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --deny 127.0.0.1 --accept-timeout 1s");
        using var denied = await server.DialAsync();
        Assert.Empty(await denied.HearAllAsync());
        (await server.ExitAsync()).Exits(20).Says("within 1s");
        (await Sock.RunAsync("listen 127.0.0.1:0 --deny 127.0.0.1 --non-blocking")).Exits(23);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("tls://:0")]
    public async Task A_program_may_be_started_at_every_address_where_it_is_said_for_whom(string address)
    {
        await using var server = await Sock.ServeAsync(["listen", address, "--allow", "127.0.0.1", "-k", "--shell", "echo hello"]);
        using var denied = await DialAsync(server.Port, Denied);
        Assert.Empty(await denied.HearAllAsync());
        (await Sock.RunAsync($"listen {address} --deny ::1 --shell cat")).Exits(2).Says("no address says from where");
    }

    [Fact]
    public async Task One_host_has_so_many_clients_and_its_place_is_free_as_soon_as_one_is_gone()
    {
        await using var server = await Sock.ServeAsync("echo-server 0 --max-clients-per-host 1 -v");
        using var other = await DialAsync(server.Port, Denied);
        for (var i = 0; i < 50; i++)
        {
            using var client = await DialAsync(server.Port, "127.0.0.1");
            await client.SayAsync("words");
            Assert.Equal("words", await client.HearTextAsync("words"));
            if (i == 0)
            {
                using var surplus = await DialAsync(server.Port, "127.0.0.1");
                Assert.Empty(await surplus.HearAllAsync());
                await server.Error.ContainsAsync($"closed {surplus.LocalEndPoint} at once");
            }

            client.Finish();
            await client.HearAllAsync();
        }

        await other.SayAsync("still here");
        Assert.Equal("still here", await other.HearTextAsync("still here"));
    }

    [Fact]
    public async Task One_host_has_so_many_senders_of_datagrams_too()
    {
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0 -v --max-clients-per-host 1");
        using var first = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var second = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var other = new UdpClient(new IPEndPoint(IPAddress.Parse(Denied), 0));
        Assert.Equal("one"u8.ToArray(), await AskAsync(first, server.Port, "one"));
        await second.SendAsync("two"u8.ToArray(), new IPEndPoint(IPAddress.Loopback, server.Port));
        await server.Error.ContainsAsync($"closed {second.Client.LocalEndPoint} at once");
        Assert.Equal("three"u8.ToArray(), await AskAsync(other, server.Port, "three"));
        Assert.Equal("four"u8.ToArray(), await AskAsync(first, server.Port, "four"));
        Assert.Equal(0, second.Available);
    }

    [SkippableFact]
    public async Task Twenty_thousand_who_are_denied_leave_nothing_behind()
    {
        const string Script = "import socket,sys\n"
            + "for i in range(int(sys.argv[2])):\n"
            + "  s=socket.socket();s.bind(('127.0.0.2',0));s.settimeout(20);s.connect(('127.0.0.1',int(sys.argv[1])))\n"
            + "  try: assert s.recv(1)==b''\n"
            + "  except ConnectionResetError: pass\n"
            + "  s.close()\n"
            + "print('done')";
        Tools.Require("python3");
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 --deny 127.0.0.2");
        await DenyAsync(3000);
        var (descriptors, memory) = (Descriptors(server), server.Process.Memory);
        await DenyAsync(17_000);
        Assert.InRange(Descriptors(server), 1, descriptors + 1);
        Assert.InRange(server.Process.Memory, 1, memory + (24 * Bytes.MiB));
        Assert.Equal("hello", (await Sock.RunAsync($"connect {server.Address}", "hello")).Exits(0).Output);

        async Task DenyAsync(int count)
        {
            await using var python = Tools.Start("python3", "-c", Script, $"{server.Port}", count.ToString(CultureInfo.InvariantCulture));
            Assert.Equal("done\n", (await python.ExitAsync(4 * Until.Deadline)).Exits(0).Output);
        }
    }

    private static async Task<byte[]> AskAsync(UdpClient client, int port, string word)
    {
        await client.SendAsync(Bytes.Utf8(word), new IPEndPoint(IPAddress.Loopback, port));
        using var over = new CancellationTokenSource(Until.Deadline);
        return (await client.ReceiveAsync(over.Token)).Buffer;
    }

    private static int Descriptors(RunningServer server) => Directory.GetFileSystemEntries($"/proc/{server.Process.Id}/fd").Length;

    private static async Task<Socket> DialAsync(int port, string from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(Until.Deadline);
        return socket;
    }
}
