using System.Net.Sockets;
using System.Security.Cryptography;

namespace SockTool.EndToEnd;

/// <summary><c>--broker</c>: what one client sends goes to all the others (rules K1 and K4).</summary>
public sealed class BrokerTests
{
    private const long MostMemory = 128L * 1024 * 1024;

    private const string PythonTalker = "import socket,sys\n"
        + "s=socket.create_connection(('::1',int(sys.argv[1])));s.sendall(b'python\\n');f=s.makefile()\n"
        + "for _ in range(2):print(f.readline(),end='',flush=True)";

    [SkippableFact]
    public async Task Clients_of_every_kind_and_family_hear_each_other_and_not_themselves()
    {
        Tools.Require("ncat", "python3");
        await using var server = await Sock.ServeAsync("listen *:0 --broker -v");
        await using var ncat = Tools.Start("ncat", "127.0.0.1", $"{server.Port}");
        await server.Error.ContainsAsync("client 1: accepted");
        await using var sock = Sock.Start($"connect 127.0.0.1 {server.Port}");
        await server.Error.ContainsAsync("client 2: accepted");
        await using var python = Tools.Start("python3", "-c", PythonTalker, $"{server.Port}");
        await ncat.Output.ContainsAsync("python\n");
        await sock.Output.ContainsAsync("python\n");
        await ncat.WriteAsync("ncat\n");
        await python.Output.ContainsAsync("ncat\n");
        await sock.Output.ContainsAsync("ncat\n");
        await sock.WriteAsync("sock\n");
        Assert.Equal("ncat\nsock\n", (await python.ExitAsync()).Exits(0).Output);
        await ncat.Output.ContainsAsync("sock\n");
        Assert.Equal(("python\nsock\n", "python\nncat\n", ""), (ncat.Output.Text, sock.Output.Text, server.Output.Text));
    }

    [Theory]
    [InlineData("unix:AT", "")]
    [InlineData("tls://127.0.0.1:0", " --tls-insecure")]
    [InlineData("ws://127.0.0.1:0", "")]
    [InlineData("wss://127.0.0.1:0", " --tls-insecure")]
    public async Task Every_stream_will_do_and_a_client_that_has_said_all_gets_what_was_said_until_then(string address, string options)
    {
        using var folder = new Folder();
        await using var server = await Sock.ServeAsync($"listen {address.Replace("AT", folder["at"], StringComparison.Ordinal)} --broker --clients 2 -v");
        await using var stays = Sock.Start($"connect {server.Address}{options}");
        await server.Error.ContainsAsync("client 1: accepted");
        var says = (await Sock.RunAsync($"connect {server.Address}{options}", new string('x', 300_000))).Exits(0);
        Assert.Empty(says.Bytes);
        await stays.Output.WhenAsync(() => stays.Output.Bytes.Length == 300_000, "all that was said");
        stays.CloseInput();
        (await stays.ExitAsync()).Exits(0);
        Assert.Empty((await server.ExitAsync()).Exits(0).Bytes);
    }

    [Fact]
    public async Task Datagrams_stay_datagrams_also_empty_ones()
    {
        await using var server = await Sock.ServeAsync("listen udp://127.0.0.1:0 --broker -v");
        using var one = await JoinAsync(server, 1);
        using var other = await JoinAsync(server, 2);
        await one.SendAsync("both are here"u8.ToArray());
        while ((await HearAsync(other)).Length == 0)
        {
            // That the first has come may be heard or not.
        }

        foreach (var size in new[] { 5, 0, 1472, 65_507 })
        {
            await one.SendAsync(new byte[size]).WaitAsync(Until.Deadline);
            Assert.Equal(size, (await HearAsync(other)).Length);
        }
    }

    [Fact]
    public async Task Text_goes_to_a_websocket_in_whole_characters_and_who_says_something_else_fails_alone()
    {
        await using var server = await Sock.ServeAsync("listen ws://127.0.0.1:0 --broker --ws-text -v");
        await using var hears = Sock.Start($"connect {server.Address}");
        await server.Error.ContainsAsync("client 1: accepted");
        await using var says = Sock.Start($"connect {server.Address}");
        await server.Error.ContainsAsync("client 2: accepted");
        await says.WriteAsync([.. "a中"u8[..2]]);
        await hears.Output.ContainsAsync("a");
        await using var third = Sock.Start($"connect {server.Address}");
        await server.Error.ContainsAsync("client 3: accepted");
        await third.WriteAsync("b");
        await hears.Output.ContainsAsync("ab");
        await says.WriteAsync([.. "中"u8[1..]]);
        await hears.Output.ContainsAsync("ab中");
        await says.WriteAsync([0xff]);
        await server.Error.ContainsAsync("client 2: what is to be sent is not UTF-8");
        await third.WriteAsync("still here");
        await hears.Output.ContainsAsync("still here");
    }

    [Fact]
    public async Task K4_one_that_never_reads_is_dropped_with_one_line_and_the_others_get_everything()
    {
        var size = (Bytes.Long ? 1024 : 64) * Bytes.KiB * Bytes.KiB;
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --broker -v");
        using var stalled = await server.DialAsync();
        using var reads = await server.DialAsync();
        using var pushes = await server.DialAsync();
        await server.Error.ContainsAsync("client 3: accepted");
        var heard = HashAsync(reads, size);
        using var said = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[1024 * Bytes.KiB];
        var memory = 0L;
        for (var sent = 0; sent < size; sent += chunk.Length)
        {
            new Random(sent).NextBytes(chunk);
            said.AppendData(chunk);
            await pushes.SayAsync(chunk);
            memory = Math.Max(memory, server.Process.Memory);
        }

        Assert.Equal(Convert.ToHexString(said.GetHashAndReset()), await heard);
        await server.Error.ContainsAsync("was too slow for the others and was dropped");
        var line = Assert.Single(server.Error.Text.Split('\n'), line => line.Contains("dropped", StringComparison.Ordinal));
        Assert.StartsWith("sock: client 1: 127.0.0.1:", line, StringComparison.Ordinal);
        Assert.InRange(memory, 1, MostMemory);
    }

    [Fact]
    public async Task A_client_that_is_reset_ends_nothing_else_and_a_signal_ends_the_broker()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --broker -v");
        using var one = await server.DialAsync();
        using var other = await server.DialAsync();
        using var resets = await server.DialAsync();
        await server.Error.ContainsAsync("client 3: accepted");
        resets.Reset();
        await server.Error.ContainsAsync("client 3: ");
        await server.Error.ContainsAsync("reset the connection");
        await one.SayAsync("last words");
        Assert.Equal("last words", await other.HearTextAsync("last words"));
        server.Process.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
    }

    private static async Task<Socket> JoinAsync(RunningServer server, int number)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync("127.0.0.1", server.Port);
        await socket.SendAsync(Array.Empty<byte>());
        await server.Error.ContainsAsync($"client {number}: accepted");
        return socket;
    }

    private static async Task<byte[]> HearAsync(Socket socket)
    {
        var room = new byte[65_536];
        return room[..await socket.ReceiveAsync(room).WaitAsync(Until.Deadline)];
    }

    private static async Task<string> HashAsync(Socket socket, int size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var room = new byte[256 * Bytes.KiB];
        for (var heard = 0; heard < size;)
        {
            var count = await socket.ReceiveAsync(room).WaitAsync(Until.Deadline);
            Assert.NotEqual(0, count);
            hash.AppendData(room, 0, count);
            heard += count;
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
