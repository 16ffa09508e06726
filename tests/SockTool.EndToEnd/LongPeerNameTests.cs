using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>A client that is bound to a longer path than the listener's ended the server: the framework leaves its name no room (measured on .NET 10).</summary>
public sealed class LongPeerNameTests : IDisposable
{
    // sun_path holds 108 bytes (unix(7)), and the framework ends the name with a zero.
    private const int Longest = 107;

    private readonly Folder folder = new();

    private string Long => folder[new string('y', Longest - $"{folder.Root}/".Length)];

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("echo-server")]
    [InlineData("echo-server --accept-timeout 10")]
    [InlineData("relay {0} exec:cat")]
    public async Task It_is_served_and_so_is_the_next(string command)
    {
        var at = $"unix:{folder["s"]}";
        await using var server = await Sock.ServeAsync(command.Contains("{0}", StringComparison.Ordinal) ? command.Replace("{0}", at, StringComparison.Ordinal) : $"{command} {at}");
        await AssertServedAsync(server);
    }

    [SkippableFact]
    public async Task A_server_that_shares_its_streams_goes_on_too()
    {
        await using var server = await Sock.ServeAsync($"listen unix:{folder["s"]} --keep-open");
        foreach (var words in new[] { "one", "two" })
        {
            using var client = Connect(Long);
            await client.SayAsync(words);
            await server.Process.Output.ContainsAsync(words);
            File.Delete(Long);
        }

        Assert.False(server.Process.HasEnded);
    }

    [SkippableFact]
    public async Task At_an_inherited_listener_too()
    {
        await using var server = Parent.Start($"s = socket.socket(socket.AF_UNIX); s.bind('{folder["s"]}'); s.listen()", [3], "echo-server", "fd:3", "--ready-file", folder["ready"]);
        await Until.TrueAsync(() => File.Exists(folder["ready"]));
        await AssertServedAsync(null);
    }

    [Fact]
    public async Task Where_nothing_is_waited_for_nobody_is_there() =>
        (await Sock.RunAsync($"listen unix:{folder["s"]} --accept-timeout 0")).Exits(23).Says("accept on unix:", "would block");

    private async Task AssertServedAsync(RunningServer? server)
    {
        for (var i = 0; i < 2; i++)
        {
            using var client = Connect(Long);
            await client.SayAsync("hello");
            client.Finish();
            Assert.Equal("hello", System.Text.Encoding.ASCII.GetString(await client.HearAllAsync()));
            File.Delete(Long);
        }

        Assert.NotEqual(true, server?.Process.HasEnded);
    }

    private Socket Connect(string from)
    {
        Skip.If(OperatingSystem.IsWindows());
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Bind(new UnixDomainSocketEndPoint(from));
        client.Connect(new UnixDomainSocketEndPoint(folder["s"]));
        return client;
    }
}
