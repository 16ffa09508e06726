using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary><c>--allow</c> and <c>--deny</c> at a socket that somebody else made.</summary>
public sealed class DescriptorAccessTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("echo-server fd:3 -v --deny 127.0.0.2")]
    [InlineData("echo-server fd:3 -v --allow 127.0.0.1")]
    [InlineData("listen fd:3 -v -k --exec --allow 127.0.0.1 -- cat")]
    [InlineData("relay fd:3 exec:cat -v --deny 127.0.0.2")]
    public async Task Who_is_denied_is_so_at_a_socket_that_was_handed_over_too(string command)
    {
        await using var server = Parent.Start(Parent.Listens, [3], Words.Of(command));
        using var denied = await DialAsync(await server.PortAsync(), "127.0.0.2");
        Assert.Empty(await denied.HearAllAsync());
        using var welcome = await DialAsync(await server.PortAsync());
        await welcome.SayAsync("hello");
        Assert.Equal("hello", await welcome.HearTextAsync("hello"));
        await server.Error.ContainsAsync($"closed {denied.LocalEndPoint} at once: it may not connect");
    }

    [SkippableFact]
    public async Task Under_TLS_who_is_denied_gets_no_handshake_there_either()
    {
        await using var server = Parent.Start(Parent.Listens, [3], "echo-server", "fd:3", "--tls", "--deny", "127.0.0.2", "--ready-file", folder["ready"]);
        using var denied = await DialAsync(await server.PortAsync(), "127.0.0.2");
        Assert.Empty(await denied.HearAllAsync());
        await Until.TrueAsync(() => File.Exists(folder["ready"]));
        Assert.Equal("secret", (await Sock.RunAsync(["connect", (await File.ReadAllTextAsync(folder["ready"])).Trim()], Bytes.Utf8("secret"))).Exits(0).Output);
    }

    [SkippableTheory]
    [InlineData("echo-server fd:3 --deny 127.0.0.1", 20)]
    [InlineData("echo-server fd:3 --tls --allow 10.9.9.0/24", 20)]
    [InlineData("echo-server fd:3 -k --allow 127.0.0.1", 0)]
    public async Task The_only_connection_is_asked_about_as_every_other_and_no_other_is_waited_for(string command, int exit)
    {
        await using var server = Parent.Start(Parent.Accepts, [3], Words.Of(command));
        using var client = await DialAsync(await server.PortAsync());
        client.Finish();
        Assert.Empty(await client.HearAllAsync());
        (await server.ExitAsync()).Exits(exit);
    }

    [SkippableTheory]
    [InlineData("a, s = socket.socketpair()")]
    [InlineData("s = socket.socket(socket.AF_UNIX); s.bind(b'\\0sock-' + str(os.getpid()).encode()); s.listen()")]
    public async Task Where_clients_have_no_addresses_nobody_can_be_told_apart_and_that_is_said(string make)
    {
        await using var server = Parent.Start(make, [3], "echo-server", "fd:3", "--deny", "10.0.0.0/8");
        (await server.ExitAsync()).Exits(15).Says("cannot use ", "--allow and --deny");
    }

    // Linux answers on all of 127.0.0.0/8.
    private static async Task<Socket> DialAsync(int port, string from = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(IPAddress.Loopback, port).WaitAsync(Until.Deadline);
        return socket;
    }
}
