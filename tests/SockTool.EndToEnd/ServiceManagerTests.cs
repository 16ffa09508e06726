using System.Net.Sockets;
using System.Text;

namespace SockTool.EndToEnd;

/// <summary>NOTIFY_SOCKET: a service manager hears when the server stands and when it leaves (sd_notify(3)).</summary>
public sealed class ServiceManagerTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("path")]
    [InlineData("abstract")]
    public async Task It_hears_READY_once_bound_and_STOPPING_at_the_signal(string kind)
    {
        var name = kind == "path" ? folder["manager"] : $"@{Path.GetFileName(folder.Root)}";
        using var manager = Manager(name);
        await using var server = Shell.Start($"exec \"$SOCK\" echo-server unix:{folder["at"]} --grace none -v", ("NOTIFY_SOCKET", name));
        Assert.Equal("READY=1", await HearAsync(manager));
        using var client = await Wire.DialAsync($"unix:{folder["at"]}");
        await server.Error.ContainsAsync("accepted");
        server.Send(Signal.Terminate);
        Assert.Equal("STOPPING=1", await HearAsync(manager));
        Assert.False(server.HasEnded);
        client.Finish();
        (await server.ExitAsync()).Exits(143);
        Assert.Equal(0, manager.Available);
    }

    [Fact]
    public async Task It_hears_STOPPING_from_a_run_that_ends_by_itself_and_nothing_from_one_that_never_stood()
    {
        using var manager = Manager(folder["manager"]);
        (await Shell.RunAsync("\"$SOCK\" listen 127.0.0.1:0 --run -- true", ("NOTIFY_SOCKET", folder["manager"]))).Exits(0);
        Assert.Equal("READY=1", await HearAsync(manager));
        Assert.Equal("STOPPING=1", await HearAsync(manager));
        (await Shell.RunAsync("\"$SOCK\" listen fd:9 9>&-", ("NOTIFY_SOCKET", folder["manager"]))).Exits(15);
        Assert.Equal(0, manager.Available);
    }

    [Theory]
    [InlineData("/no/such/socket", "ENOENT")]
    [InlineData("@nobody-is-there", "ECONNREFUSED")]
    [InlineData("/a/path/that/is/longer/than/the/address/of/a/unix/socket/can/be/which/is/one/hundred/and/eight/bytes/on/this/system", "EINVAL")]
    public async Task That_it_cannot_be_told_is_said_with_v_only_and_ends_nothing(string name, string errno)
    {
        var told = (await Shell.RunAsync("\"$SOCK\" listen 127.0.0.1:0 -v --run -- true", ("NOTIFY_SOCKET", name))).Exits(0);
        Assert.Contains(told.ErrorLines, line => line.Contains("READY=1", StringComparison.Ordinal) && line.Contains(errno, StringComparison.Ordinal));
        Assert.Empty((await Shell.RunAsync("\"$SOCK\" listen 127.0.0.1:0 --run -- true", ("NOTIFY_SOCKET", name))).Exits(0).Error);
    }

    [Fact]
    public async Task Children_are_not_taken_for_the_service()
    {
        const string Script = "\"$SOCK\" listen 127.0.0.1:0 --run -- sh -c 'env | grep -E \"^(LISTEN_|NOTIFY_SOCKET)\" >$AT'; echo $?";
        var run = await Shell.RunAsync(Script, ("NOTIFY_SOCKET", "/no/such"), ("LISTEN_PID", "1"), ("LISTEN_FDS", "1"), ("AT", folder["seen"]));
        Assert.Equal("1\n", run.Output);
        Assert.Empty(await File.ReadAllTextAsync(folder["seen"]));
    }

    private static Socket Manager(string name)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(name.Replace('@', '\0')));
        return socket;
    }

    private static async Task<string> HearAsync(Socket manager)
    {
        var buffer = new byte[256];
        return Encoding.ASCII.GetString(buffer, 0, await manager.ReceiveAsync(buffer).WaitAsync(Until.Deadline));
    }
}
