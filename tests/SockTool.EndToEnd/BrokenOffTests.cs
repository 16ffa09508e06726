using System.Globalization;
using System.Net;

namespace SockTool.EndToEnd;

/// <summary>A stream that was broken off on our side never looks complete on the other: there it is a reset, exit 30.</summary>
public sealed class BrokenOffTests
{
    private const string Connections = "/proc/net/tcp";

    public static TheoryData<string> Transports() => ["127.0.0.1:0", "tls://127.0.0.1:0", "ws://127.0.0.1:0"];

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_client_that_is_ended_in_the_middle_of_its_input(string at)
    {
        await using var server = await Sock.ServeAsync($"listen {at}");
        await using var client = Sock.Start($"connect {server.Address}");
        await client.WriteAsync("half");
        await server.Output.ContainsAsync("half");
        client.Send(Signal.Terminate);
        (await client.ExitAsync()).Exits(143);
        Assert.Equal("half", (await server.ExitAsync()).Exits(30).Output);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_server_that_is_ended_in_the_middle_of_its_input(string at)
    {
        await using var server = await Sock.ServeAsync($"listen {at}");
        await using var client = Sock.Start($"connect {server.Address}");
        await server.Process.WriteAsync("half");
        await client.Output.ContainsAsync("half");
        server.Process.Send(Signal.Interrupt);
        (await server.ExitAsync()).Exits(130);
        Assert.Equal("half", (await client.ExitAsync()).Exits(30).Output);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task A_client_that_is_killed(string at)
    {
        await using var server = await Sock.ServeAsync($"listen {at}");
        await using var client = Sock.Start($"connect {server.Address}");
        await client.WriteAsync("half");
        await server.Output.ContainsAsync("half");
        client.Send(Signal.Kill);
        Assert.Equal("half", (await server.ExitAsync()).Exits(30).Output);
    }

    [SkippableFact]
    public async Task What_was_ended_in_order_before_the_kill_comes_to_its_end()
    {
        Skip.IfNot(File.Exists(Connections), "needs proc(5)");
        var much = Bytes.Random(200_000);
        var killed = new TaskCompletionSource();
        var heard = new TaskCompletionSource<byte[]>();
        await using var peer = await Peer.That(
            async (socket, _) =>
            {
                await killed.Task.WaitAsync(Until.Deadline);
                heard.SetResult(await socket.HearAllAsync());
            },
            receiveBuffer: 4 * Bytes.KiB);
        await using var client = Sock.Start($"connect {peer.Endpoint} -v");
        await client.WriteAsync(much);
        client.CloseInput();
        await Until.TrueAsync(() => HasEndedItsWay(peer.Endpoint));
        client.Send(Signal.Kill);
        await client.ExitAsync();
        killed.SetResult();
        Assert.Equal(Bytes.Hash(much), Bytes.Hash(await heard.Task.WaitAsync(Until.Deadline)));
    }

    [Theory]
    [InlineData("listen 127.0.0.1:0 --grace none -v --shell cat")]
    [InlineData("relay tls://127.0.0.1:0 exec:cat --grace none -v")]
    [InlineData("echo-server ws://127.0.0.1:0 --grace none -v")]
    public async Task A_server_that_a_second_signal_ends(string command)
    {
        await using var server = await Sock.ServeAsync(command);
        await using var client = Sock.Start($"connect {server.Address}");
        await client.WriteAsync("half");
        await client.Output.ContainsAsync("half");
        server.Process.Send(Signal.Terminate);
        await server.Error.ContainsAsync("waiting for 1 session");
        server.Process.Send(Signal.Interrupt);
        (await server.ExitAsync()).Exits(130);
        (await client.ExitAsync()).Exits(30);
    }

    [Theory]
    [InlineData("--deadline 500ms", 22)]
    [InlineData("--idle-timeout 500ms", 21)]
    [InlineData("--read-timeout 500ms", 24)]
    public async Task A_limit_that_comes_before_the_end_of_the_input(string limit, int exit)
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        await using var client = Sock.Start($"connect {server.Address} {limit}");
        await client.WriteAsync("half");
        (await client.ExitAsync()).Exits(exit);
        Assert.Equal("half", (await server.ExitAsync()).Exits(30).Output);
    }

    [Fact]
    public async Task An_input_that_cannot_be_read()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        (await Shell.RunAsync("\"$SOCK\" connect $AT </", ("AT", server.Address))).Exits(60);
        (await server.ExitAsync()).Exits(30);
    }

    [Fact]
    public async Task What_has_said_nothing_has_broken_nothing_off()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        await using var client = Sock.Start($"connect {server.Address} -v");
        await client.Error.ContainsAsync("connected");
        client.Send(Signal.Terminate);
        (await client.ExitAsync()).Exits(143);
        (await server.ExitAsync()).Exits(0);
    }

    /// <summary>Whether a connection to <paramref name="endpoint"/> is in FIN-WAIT-1 (4) or FIN-WAIT-2 (5): the fourth field of proc(5)'s table.</summary>
    private static bool HasEndedItsWay(string endpoint)
    {
        var port = IPEndPoint.Parse(endpoint).Port.ToString("X4", CultureInfo.InvariantCulture);
        return File.ReadLines(Connections).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Any(row => row[2].EndsWith($":{port}", StringComparison.Ordinal) && row[3] is ("04" or "05"));
    }
}
