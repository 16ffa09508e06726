using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary><c>--grace</c>: after a signal nobody new is served, and who is there may finish.</summary>
[Collection(Alone.Name)]
public sealed class GraceTests
{
    [Theory]
    [InlineData(Signal.Hangup, 129)]
    [InlineData(Signal.Interrupt, 130)]
    [InlineData(Signal.Quit, 131)]
    [InlineData(Signal.Terminate, 143)]
    public async Task Who_is_there_finishes_and_who_comes_is_refused(int signal, int code)
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 -v --grace 20");
        using var client = await ClientOfAsync(server);
        server.Process.Send(signal);
        await server.Error.ContainsAsync("waiting 20s at most for 1 session");
        Assert.Equal(SocketError.ConnectionRefused, (await Assert.ThrowsAsync<SocketException>(() => server.DialAsync())).SocketErrorCode);
        await client.SayAsync("and more");
        Assert.Equal("and more", await client.HearTextAsync("and more"));
        client.Finish();
        var run = (await server.ExitAsync()).Exits(code);
        Assert.Contains("client 1: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("13 bytes sent, 13 bytes received", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("listen 127.0.0.1:0 --send hello")]
    [InlineData("listen 127.0.0.1:0 --keep-open --send hello")]
    [InlineData("relay 127.0.0.1:0 exec:cat")]
    [InlineData("listen 127.0.0.1:0 --exec -- cat")]
    public async Task Every_server_waits_until_its_sessions_are_over_and_no_longer(string command)
    {
        await using var server = await Sock.ServeAsync(WithGrace(command, "none"));
        using var client = await ClientOfAsync(server);
        server.Process.Send(Signal.Terminate);
        await server.Error.ContainsAsync("waiting for 1 session to finish");
        client.Finish();
        Assert.Empty(await client.HearAllAsync());
        var run = (await server.ExitAsync()).Exits(143);
        Assert.DoesNotContain("signal 15", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_time_is_over_a_session_and_its_child_are_ended()
    {
        await using var server = await Sock.ServeAsync(WithGrace("listen 127.0.0.1:0 --exec -- cat", "100ms"));
        using var client = await ClientOfAsync(server);
        server.Process.Send(Signal.Terminate);
        var run = (await server.ExitAsync()).Exits(143).Says("SIGTERM");
        Assert.Contains("waiting 100ms at most", run.Error, StringComparison.Ordinal);
        Assert.Contains("was ended by signal 15", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_signal_ends_at_once_and_leaves_no_ready_file_and_no_child()
    {
        using var folder = new Folder();
        await using var server = Sock.Start(["listen", $"unix:{folder["at"]}", "-v", "--grace", "none", "--ready-file", folder["ready"], "--shell", "trap '' TERM; printf ready; cat"]);
        await Until.TrueAsync(() => File.Exists(folder["ready"]));
        using var client = await Wire.DialAsync($"unix:{folder["at"]}");
        await client.HearTextAsync("ready");
        server.Send(Signal.Terminate);
        await server.Error.ContainsAsync("waiting for 1 session");
        Assert.True(File.Exists(folder["ready"]));
        server.Send(Signal.Interrupt);
        (await server.ExitAsync()).Exits(130);
        Assert.Empty(folder.Names);
        Assert.Empty(await client.HearAllAsync());
    }

    [Fact]
    public async Task Nobody_there_is_waited_for_by_nobody()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0 -v --grace none");
        server.Process.Send(Signal.Terminate);
        Assert.DoesNotContain("waiting", (await server.ExitAsync()).Exits(143).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_UDP_a_sender_that_is_known_is_still_answered()
    {
        await using var server = await Sock.ServeAsync("echo-server udp://127.0.0.1:0 -v --grace 2s");
        using var known = await AskAsync(server.Port, "one");
        server.Process.Send(Signal.Terminate);
        await server.Error.ContainsAsync("waiting 2s at most for 1 session");
        await known.SendAsync(Bytes.Utf8("two"));
        Assert.Equal("two", await known.HearTextAsync("two"));
        (await server.ExitAsync()).Exits(143);
    }

    [Fact]
    public async Task The_command_of_run_is_no_session_and_the_code_stays_the_signals()
    {
        using var folder = new Folder();
        await using var server = Sock.Start(["listen", "127.0.0.1:0", "--keep-open", "--grace", "none", "--run", "--", "sh", "-c", "echo $$ >$0; exec sleep 1000", folder["pid"]]);
        await Until.TrueAsync(() => File.Exists(folder["pid"]) && File.ReadAllText(folder["pid"]).EndsWith('\n'));
        server.Send(Signal.Terminate);
        (await server.ExitAsync()).Exits(143);
        Assert.False(Directory.Exists($"/proc/{(await File.ReadAllTextAsync(folder["pid"])).Trim()}"));
    }

    private static async Task<Socket> ClientOfAsync(RunningServer server)
    {
        var client = await server.DialAsync();
        await client.SayAsync("hello");
        Assert.Equal("hello", await client.HearTextAsync("hello"));
        return client;
    }

    private static async Task<Socket> AskAsync(int port, string question)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await socket.SendAsync(Bytes.Utf8(question));
        Assert.Equal(question, await socket.HearTextAsync(question));
        return socket;
    }

    private static string WithGrace(string command, string grace)
    {
        var words = command.Split(" -- ");
        return string.Join(" -- ", [$"{words[0]} -v --grace {grace}", .. words[1..]]);
    }
}
