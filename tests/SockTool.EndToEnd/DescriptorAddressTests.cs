using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary><c>fd:N</c>: sockets of a parent's, as systemd, inetd and other programs hand them over.</summary>
public sealed class DescriptorAddressTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task A_connection_that_a_parent_opened_is_gone_on_with()
    {
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("got 11");
        await using var run = Parent.Start($"s = socket.create_connection(('127.0.0.1', {peer.Port}))", [7], "connect", "fd:7");
        await run.WriteAsync("hello world");
        run.CloseInput();
        Assert.Equal("got 11", (await run.ExitAsync()).Exits(0).Output);
    }

    [SkippableFact]
    public async Task One_end_of_a_socketpair_will_do()
    {
        await using var run = Parent.Start("a, s = socket.socketpair(); a.sendall(b'words'); a.shutdown(socket.SHUT_WR)", [3], "connect", "fd:3", "-v", "--recv-only");
        Assert.Equal("words", (await run.ExitAsync()).Exits(0).Output);
    }

    [SkippableTheory]
    [InlineData("echo-server fd:3")]
    [InlineData("relay fd:3 exec:cat")]
    [InlineData("listen fd:3 --keep-open --exec -- cat")]
    public async Task A_listening_socket_serves_client_after_client(string command)
    {
        Tools.Require("ncat");
        await using var server = Parent.Start(Parent.Listens, [3], Words.Of(command));
        var port = await server.PortAsync();
        for (var i = 0; i < 3; i++)
        {
            await using var client = Tools.Start("ncat", "127.0.0.1", $"{port}");
            await client.WriteAsync($"client {i}");
            client.CloseInput();
            Assert.Equal($"client {i}", (await client.ExitAsync()).Exits(0).Output);
        }

        server.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
    }

    [SkippableFact]
    public async Task Under_TLS_a_listening_socket_is_what_a_bound_one_is()
    {
        await using var server = Parent.Start(Parent.Listens, [3], "echo-server", "fd:3", "--tls", "--ready-file", folder["ready"]);
        await Until.TrueAsync(() => File.Exists(folder["ready"]));
        var address = (await File.ReadAllTextAsync(folder["ready"])).Trim();
        Assert.StartsWith($"tls://127.0.0.1:{await server.PortAsync()}", address, StringComparison.Ordinal);
        Assert.Equal("secret", (await Sock.RunAsync(["connect", address], Bytes.Utf8("secret"))).Exits(0).Output);
    }

    [SkippableFact]
    public async Task A_listening_socket_is_its_parents_after_our_end_and_so_is_its_path()
    {
        const string Script = "import os, socket, subprocess\ns = socket.socket(socket.AF_UNIX); s.bind(os.environ['AT']); s.listen()\n"
            + "p = subprocess.Popen([os.environ['SOCK'], 'echo-server', f'fd:{s.fileno()}', '--ready-fd', '1'], pass_fds=[s.fileno()], stdout=subprocess.PIPE)\n"
            + "p.stdout.readline(); p.terminate(); print(p.wait())\n"
            + "c = socket.socket(socket.AF_UNIX); c.connect(os.environ['AT']); s.setblocking(True); s.accept()[0].sendall(b'mine'); print(c.recv(9))";
        Tools.Require("python3");
        var run = await Shell.RunAsync("exec python3 -S -E -c \"$SCRIPT\"", ("SCRIPT", Script), ("AT", folder["at"]));
        Assert.Equal("143\nb'mine'\n", run.Exits(0).Output);
        Assert.Equal(["at"], folder.Names);
    }

    [SkippableTheory]
    [InlineData("echo-server fd:0", "abc")]
    [InlineData("relay fd:0 exec:cat", "abc")]
    [InlineData("listen fd:0 --shell cat", "abc")]
    [InlineData("relay fd:0 'exec:tr a-c x-z'", "xyz")]
    public async Task As_inetd_hands_it_over_one_connection_is_served_and_that_is_all(string command, string answer)
    {
        await using var server = Parent.Start(Parent.Accepts, [0, 1], Words.Of(command));
        using var client = await DialAsync(await server.PortAsync());
        await client.SayAsync("abc");
        client.Finish();
        Assert.Equal(answer, System.Text.Encoding.ASCII.GetString(await client.HearAllAsync()));
        (await server.ExitAsync()).Exits(0);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Megabytes_come_back_through_a_connection_that_is_not_made_non_blocking(int number)
    {
        const string Watch = "import fcntl, time\nparent = os.getpid()\nif not os.fork():\n while os.getppid() == parent:\n  if fcntl.fcntl(s, fcntl.F_GETFL) & os.O_NONBLOCK: os.write(2, b'O_NONBLOCK'); os._exit(1)\n  time.sleep(0.005)\n os._exit(0)\n";
        await using var server = Parent.Start($"{Parent.Accepts}\n{Watch}", [number], "echo-server", $"fd:{number}", "-v");
        using var client = await DialAsync(await server.PortAsync());
        var bytes = Bytes.Random(8 * Bytes.MiB);
        var hearing = client.HearAsync(bytes.Length);
        await client.SayAsync(bytes);
        Assert.Equal(bytes, await hearing);
        client.Finish();
        await server.Error.ContainsAsync("client 1: 127.0.0.1");
        await server.Error.ContainsAsync("received");
        Assert.DoesNotContain("O_NONBLOCK", server.Error.Text, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("s = open('/etc/passwd')", 3, "it is not a socket (ENOTSOCK")]
    [InlineData("s = os.fdopen(os.pipe()[0])", 3, "it is not a socket (ENOTSOCK")]
    [InlineData("s = open('/etc/passwd')", 0, "it is not a socket (ENOTSOCK")]
    [InlineData("s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)", 3, "it is not a stream socket (EPROTOTYPE")]
    [InlineData("s = socket.socket(); s.bind(('127.0.0.1', 0))", 3, "it is neither connected nor listening (EINVAL")]
    [InlineData("s = socket.create_server(('127.0.0.1', 0))", 0, "a listening socket cannot be a standard stream (EPERM")]
    public async Task What_cannot_be_served_is_refused_in_one_line(string make, int number, string reason)
    {
        await using var server = Parent.Start(make, [number], "echo-server", $"fd:{number}");
        (await server.ExitAsync()).Exits(15).Says($"cannot use fd:{number}: ", reason);
    }

    // Between 3 and there the runtime has opened pipes and sockets of its own.
    [Fact]
    public async Task A_number_that_nobody_handed_over_is_refused_whatever_the_runtime_has_opened_there()
    {
        for (var number = 3; number < 24; number += 3)
        {
            (await Shell.RunAsync($"for n in $(seq 3 30); do eval \"exec $n>&-\"; done; exec \"$SOCK\" connect fd:{number}")).Exits(15).Says($"fd:{number}", "EBADF");
        }
    }

    [SkippableFact]
    public async Task The_only_connection_that_fails_its_handshake_is_the_end()
    {
        await using var server = Parent.Start(Parent.Accepts, [3], "echo-server", "fd:3", "--tls");
        using var client = await DialAsync(await server.PortAsync());
        await client.SayAsync("this is not TLS, and long enough to be seen as what it is");
        (await server.ExitAsync()).Exits(20).Says("was the only connection");
    }

    [SkippableFact]
    public async Task No_child_has_the_listening_socket_or_the_variables_that_came_with_it()
    {
        const string Script = "ls -l /proc/self/fd | grep -c socket: ; env | grep -E '^(LISTEN_|NOTIFY_SOCKET)'; echo end";
        await using var server = Parent.Start(
            $"{Parent.Listens}\nos.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1', LISTEN_FDNAMES='web', NOTIFY_SOCKET='/no/such')", [3],
            "listen", "fd:3", "--shell", Script);
        using var client = await DialAsync(await server.PortAsync());
        Assert.Equal("0\nend\n", System.Text.Encoding.ASCII.GetString(await client.HearAllAsync()));
    }

    [SkippableFact]
    public async Task Systemd_starts_it_with_the_first_client()
    {
        Tools.Require("systemd-socket-activate");
        await using var manager = Tools.Start("systemd-socket-activate", "-E", "PATH", "-E", "HOME", "-E", "DOTNET_ROOT", "-l", folder["at"], Sock.Binary, "listen", "fd:3");
        await Until.TrueAsync(() => File.Exists(folder["at"]));
        (await Sock.RunAsync($"connect unix:{folder["at"]}", "to the service")).Exits(0);
        Assert.Equal("to the service", (await manager.ExitAsync()).Exits(0).Output);
        Assert.Equal(["at"], folder.Names);
    }

    private static async Task<Socket> DialAsync(int port) => await Wire.DialAsync($"127.0.0.1:{port}");
}
