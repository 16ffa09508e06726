using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>Datagrams between the tool and programs that nobody here wrote.</summary>
public sealed class UdpWithOthersTests
{
    private const string Sizes = "1,0,1472,8192,8193,60000,0,65507,5";

    private const string PythonEchoClient = "import socket,sys\n"
        + "s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM);s.connect(('127.0.0.1',int(sys.argv[1])));s.settimeout(20)\n"
        + "for n in (" + Sizes + "):\n  d=bytes(i%251 for i in range(n));s.send(d);assert s.recv(70000)==d,n\nprint('same')";

    private const string PythonServer = "import socket,sys\n"
        + "s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM);s.bind(('127.0.0.1',0));s.settimeout(20)\n"
        + "print(s.getsockname()[1],flush=True)\nd,a=s.recvfrom(70000);print(len(d),flush=True)\n"
        + "for n in (1,0,8193,65507):s.sendto(b'x'*n,a)";

    [SkippableFact]
    public async Task The_echo_server_keeps_every_size()
    {
        Tools.Require("python3");
        await using var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0");
        await using var python = Tools.Start("python3", "-c", PythonEchoClient, $"{server.Port}");
        Assert.Equal("same\n", (await python.ExitAsync()).Exits(0).Output);
    }

    [SkippableFact]
    public async Task Our_client_sends_one_datagram_of_one_read_and_takes_every_size()
    {
        Tools.Require("python3");
        await using var python = Tools.Start("python3", "-c", PythonServer);
        await python.Output.ContainsAsync("\n");
        var run = (await Sock.RunAsync($"connect udp://127.0.0.1:{python.Output.Text.Trim()} --max-receive 73701 --idle-timeout 20s", new byte[5000])).Exits(0);
        Assert.Equal(1 + 8193 + 65_507, run.Bytes.Length);
        Assert.EndsWith("5000\n", (await python.ExitAsync()).Exits(0).Output, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("nc", "nc -u 127.0.0.1 $PORT")]
    [InlineData("ncat", "ncat -u 127.0.0.1 $PORT")]
    [InlineData("socat", "socat - UDP:127.0.0.1:$PORT")]
    public async Task Talks_to_our_echo_server(string program, string client)
    {
        Tools.Require(program);
        await using var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0");
        await using var other = Shell.Start($"exec {client}", ("PORT", $"{server.Port}"));
        await other.WriteAsync("hello\n");
        await other.Output.ContainsAsync("hello\n");
        Assert.False(server.Process.HasEnded);
    }

    [SkippableTheory]
    [InlineData("nc", "nc -u -w 2 127.0.0.1 $PORT")]
    [InlineData("ncat", "ncat -u 127.0.0.1 $PORT")]
    [InlineData("socat", "socat - UDP:127.0.0.1:$PORT")]
    public async Task Talks_to_our_listener_both_ways(string program, string client)
    {
        Tools.Require(program);
        await using var server = await Sock.ServeAsync("listen --udp 127.0.0.1:0");
        await using var other = Shell.Start(client, ("PORT", $"{server.Port}"));
        await other.WriteAsync("from there\n");
        await server.Output.ContainsAsync("from there\n");
        await server.Process.WriteAsync("from here\n");
        await other.Output.ContainsAsync("from here\n");
    }

    [SkippableTheory]
    [InlineData("nc", "echo answer | nc -u -l 127.0.0.1 $PORT")]
    [InlineData("ncat", "ncat -u -l 127.0.0.1 $PORT --sh-exec 'head -c 5 >/dev/null; echo answer'")] // one that does not read the question may be ended for it
    [InlineData("socat", "socat UDP-RECVFROM:$PORT,bind=127.0.0.1,fork SYSTEM:'head -c 5 >/dev/null; echo answer'")]
    public async Task Serves_our_client(string program, string server)
    {
        Tools.Require(program);
        var port = FreePort();
        await using var other = Shell.Start(server, ("PORT", $"{port}"));
        Run run;
        do
        {
            run = await Sock.RunAsync($"connect udp://127.0.0.1:{port} --send hello --max-receive 7 --idle-timeout 20s");
        }
        while (run.ExitCode == 11 && !other.HasEnded); // it does not say when it stands
        Assert.Equal("answer\n", run.Exits(0).Output);
    }

    // For programs that cannot be asked which port they got.
    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
