using System.Globalization;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary><c>--exec</c>, <c>--shell</c> and <c>exec:</c>: rules E1 to E5.</summary>
[Collection(Alone.Name)]
public sealed class ChildTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_child_hears_the_clients_end_and_its_answer_arrives()
    {
        await using var server = await ServeAsync("127.0.0.1:0", "--shell", "wc -c");
        Assert.Equal("1000000", (await Sock.RunAsync($"connect {server.Address}", new byte[1_000_000])).Exits(0).Output.Trim());
        (await server.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task All_that_a_child_wrote_before_its_end_arrives_before_the_FIN()
    {
        await using var server = await ServeAsync("127.0.0.1:0", "-k", "--shell", "head -c 300000 /dev/zero");
        for (var i = 0; i < (Sock.IsNative ? 200 : 10); i++)
        {
            using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
            await client.ConnectAsync("127.0.0.1", server.Port);
            await client.SayAsync("nobody reads this");
            Assert.Equal(300_000, (await client.HearAllAsync()).Length);
        }
    }

    [Fact]
    public async Task A_child_that_does_not_listen_is_no_failure()
    {
        await using var server = await ServeAsync("127.0.0.1:0", "--shell", "echo hello");
        var run = (await Sock.RunAsync($"connect {server.Address}", new byte[4 * Bytes.MiB]));
        Assert.Equal("hello\n", run.Output);
        (await server.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task A_client_that_stays_after_the_childs_end_does_not_hold_the_session()
    {
        await using var server = await ServeAsync("127.0.0.1:0", "--shell", "echo hello");
        using var client = await server.DialAsync();
        Assert.Equal("hello\n"u8.ToArray(), await client.HearAllAsync());
        (await server.ExitAsync()).Exits(0);
    }

    [SkippableFact]
    public async Task The_child_has_descriptors_0_to_2_the_usual_signals_and_a_group_of_its_own()
    {
        Tools.Require("python3");
        const string Script = "import os\nfor fd in range(200):\n try: os.fstat(fd); print(fd, end=' ')\n except OSError: pass\n"
            + "print([l.split()[1] for l in open('/proc/self/status') if l[:6]=='SigIgn'], os.getpgrp()==os.getpid())";
        await using var server = await ServeAsync("127.0.0.1:0", "--exec", "--", "python3", "-S", "-E", "-c", Script);
        var run = await Sock.RunAsync($"connect {server.Address} --recv-only");

        // python ignores SIGPIPE (13) and SIGXFSZ (25) itself: nothing else may be.
        Assert.Equal("0 1 2 ['0000000001001000'] True\n", run.Exits(0).Output);
    }

    [Fact]
    public async Task SIGPIPE_is_the_childs_end()
    {
        await using var server = await ServeAsync("127.0.0.1:0", "--shell", "grep SigIgn /proc/self/status");
        Assert.Equal("SigIgn:\t0000000000000000\n", (await Sock.RunAsync($"connect {server.Address} --recv-only")).Exits(0).Output);
    }

    [Fact]
    public async Task The_child_knows_both_ends_from_its_environment()
    {
        await using var server = await ServeAsync("127.0.0.1:0", "--shell", "echo $SOCK_PROTOCOL $SOCK_PEER_ADDRESS $SOCK_PEER_PORT $SOCK_LOCAL_ADDRESS $SOCK_LOCAL_PORT");
        using var client = await server.DialAsync();
        var port = ((System.Net.IPEndPoint)client.LocalEndPoint!).Port;
        Assert.Equal(Bytes.Utf8($"tcp 127.0.0.1 {port} 127.0.0.1 {server.Port}\n"), await client.HearAllAsync());
    }

    [Theory]
    [InlineData("exit 3", "exit", 3)]
    [InlineData("kill -KILL $$", "signal", 9)]
    public async Task The_verdict_tells_how_the_child_ended(string script, string how, int number)
    {
        await using var server = await ServeAsync("127.0.0.1:0", "--log-format", "json", "--shell", script);
        await Sock.RunAsync($"connect {server.Address} --recv-only");
        var run = (await server.ExitAsync()).Exits(0);
        Assert.Equal(number, run.Verdict.GetProperty("sessions")[0].GetProperty("child").GetProperty(how).GetInt32());
    }

    [Theory]
    [InlineData("exec sleep 1000")]
    [InlineData("sleep 1000 & sleep 1000")]
    public async Task Children_end_with_us(string script)
    {
        await using var server = await ServeAsync("127.0.0.1:0", "-k", "--shell", $"echo $$; {script}");
        var children = new List<int>();
        var clients = new List<Socket>();
        for (var i = 0; i < 5; i++)
        {
            clients.Add(await server.DialAsync());
            children.Add(int.Parse(System.Text.Encoding.ASCII.GetString(await HearLineAsync(clients[^1])), CultureInfo.InvariantCulture));
        }

        server.Process.Send(Signal.Terminate);
        Assert.InRange((await server.ExitAsync()).Exits(143).Elapsed.TotalSeconds, 0, 30);
        Assert.All(children, child => Assert.False(Directory.Exists($"/proc/{child}")));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_client_that_resets_ends_its_child()
    {
        await using var server = await ServeAsync("127.0.0.1:0", "-k", "-v", "--shell", "echo $$; exec sleep 1000");
        using var client = await server.DialAsync();
        var child = int.Parse(System.Text.Encoding.ASCII.GetString(await HearLineAsync(client)), CultureInfo.InvariantCulture);
        client.Reset();
        await server.Error.ContainsAsync("was ended by signal 15");
        Assert.False(Directory.Exists($"/proc/{child}"));
    }

    [Theory]
    [InlineData("listen 127.0.0.1:0 -k --exec -- /no/such/program", "/no/such/program", "ENOENT")]
    [InlineData("listen 127.0.0.1:0 --exec -- no-such-program -x", "no-such-program", "ENOENT")]
    [InlineData("listen 127.0.0.1:0 --exec -- /dev/null", "/dev/null", "EACCES")]
    [InlineData("listen 127.0.0.1:0 --exec -- /", "/", "EACCES")]
    [InlineData("relay 127.0.0.1:0 exec:no-such-program", "no-such-program", "ENOENT")]
    [InlineData("listen 127.0.0.1:0 --run -- no-such-program", "no-such-program", "ENOENT")]
    public async Task A_program_that_cannot_be_started_is_told_at_once(string line, string program, string errno) =>
        Assert.StartsWith($"sock: error: cannot start {program}: ", (await Sock.RunAsync(line)).Exits(1).Says(errno).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_program_that_vanished_is_told_and_the_client_is_reset()
    {
        var program = await folder.WriteAsync("program", Bytes.Utf8("#!/bin/sh\n"));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await using var server = await ServeAsync("127.0.0.1:0", "--exec", "--", program);
        File.Delete(program);
        (await Sock.RunAsync($"connect {server.Address} --recv-only")).Exits(30);
        (await server.ExitAsync()).Exits(1).Says(program, "ENOENT");
    }

    [Fact]
    public async Task Each_sender_of_datagrams_has_a_child()
    {
        await using var server = await ServeAsync("udp://127.0.0.1:0", "-k", "--shell", "while read line; do echo $$ $line; done");
        using var one = new UdpClient("127.0.0.1", server.Port);
        using var other = new UdpClient("127.0.0.1", server.Port);
        var (first, second) = (await AskAsync(one, "a"), await AskAsync(other, "b"));
        Assert.Equal(first.Split(' ')[0], (await AskAsync(one, "c")).Split(' ')[0]);
        Assert.NotEqual(first.Split(' ')[0], second.Split(' ')[0]);
    }

    [Fact]
    public async Task A_program_can_be_the_end_of_a_relay()
    {
        await using var relay = await Sock.ServeAsync(["relay", "127.0.0.1:0", "exec:tr a-z A-Z"]);
        Assert.Equal("HELLO", (await Sock.RunAsync($"connect {relay.Address}", "hello")).Exits(0).Output);
    }

    [Theory]
    [InlineData("listen 0 --shell cat", "no address says from where")]
    [InlineData("listen tls://0 --shell cat", "no address says from where")]
    [InlineData("listen --udp 0 --shell cat", "no address says from where")]
    [InlineData("listen 127.0.0.1:0 --exec", "needs a command after --")]
    [InlineData("listen 127.0.0.1:0 --shell ''", "--shell needs a command")]
    [InlineData("listen 127.0.0.1:0 --shell cat --send x", "--send")]
    [InlineData("listen 127.0.0.1:0 --shell cat --reply x", "--reply")]
    [InlineData("listen 127.0.0.1:0 --shell cat --exec -- cat", "--exec")]
    [InlineData("connect exec:cat", "a program for whoever connects to a relay")]
    [InlineData("relay 127.0.0.1:0 exec:", "needs a program")]
    [InlineData("relay exec:cat 127.0.0.1:1", "accepts nobody")]
    public async Task What_has_no_meaning_is_a_usage_error(string line, string said) => (await Sock.RunAsync(line)).Exits(2).Says(said);

    private static Task<RunningServer> ServeAsync(string at, params string[] options) => Sock.ServeAsync(["listen", at, .. options]);

    private static async Task<byte[]> HearLineAsync(Socket client)
    {
        var line = new List<byte>();
        while (await client.HearAsync(1) is [not (byte)'\n' and var next])
        {
            line.Add(next);
        }

        return [.. line];
    }

    private static async Task<string> AskAsync(UdpClient client, string word)
    {
        await client.SendAsync(Bytes.Utf8($"{word}\n"));
        using var over = new CancellationTokenSource(Until.Deadline);
        return System.Text.Encoding.ASCII.GetString((await client.ReceiveAsync(over.Token)).Buffer);
    }
}
