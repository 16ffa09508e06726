using System.Net;
using System.Text.RegularExpressions;

namespace SockTool.EndToEnd;

/// <summary>setsockopt, getsockopt, bind before connect, and the backlog in force.</summary>
public sealed class SocketOptionTests
{
    [Theory]
    [InlineData("-o SO_RCVBUF=65536", "SO_RCVBUF", "65536", "131072")]
    [InlineData("-o rcvbuf=65536", "SO_RCVBUF", "65536", "131072")]
    [InlineData("-o nodelay=on", "TCP_NODELAY", "on", "on|1")]
    [InlineData("-o TCP_NODELAY=1", "TCP_NODELAY", "1", "on|1")]
    [InlineData("-o keepalive=1 -o TCP_KEEPIDLE=77", "TCP_KEEPIDLE", "77", "77")]
    [InlineData("-o linger=5", "SO_LINGER", "5", "5")]
    [InlineData("-o linger=off", "SO_LINGER", "off", "off")]
    [InlineData("-o IP_TTL=33", "IP_TTL", "33", "33")]
    [InlineData("-o ip_tos=16", "IP_TOS", "16", "16")]
    [InlineData("-o TCP_USER_TIMEOUT=1234", "TCP_USER_TIMEOUT", "1234", "1234")]
    [InlineData("-o TCP_CONGESTION=reno", "TCP_CONGESTION", "reno", "reno")]
    [InlineData("-o TCP_MAXSEG=1000", "TCP_MAXSEG", "1000", @"\d+")]
    [InlineData("-o 0:2=44", "IP_TTL", "-|44", "44")]
    [InlineData("-o 0:2=0x2d000000", "IP_TTL", "-|0x2d000000", "45")]
    [InlineData("", "SO_KEEPALIVE", "-", "off|0")]
    public async Task Option_is_set_and_the_table_shows_what_was_asked_and_what_is_in_force(string options, string name, string asked, string inForce)
    {
        await using var peer = await Peer.ThatListens();
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} {options} --show-options={name}")).Exits(0);
        var row = Assert.Single(run.ErrorLines, line => line.StartsWith($"sock: {name} ", StringComparison.Ordinal));
        Assert.Matches(new Regex($"^sock: {name} +({asked}) +({inForce})( .*)?$", RegexOptions.None, TimeSpan.FromSeconds(1)), row);
    }

    [Fact]
    public async Task Table_without_names_shows_all()
    {
        await using var peer = await Peer.ThatListens();
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --show-options")).Exits(0);
        Assert.InRange(run.ErrorLines.Count, 20, 200);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Server_shows_the_options_of_each_client()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 -o rcvbuf=65536 --show-options=rcvbuf");
        (await Sock.RunAsync($"connect {server.Address}", "x")).Exits(0);
        Assert.Contains("131072", (await server.ExitAsync()).Exits(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Option_that_the_system_refuses_is_told_with_its_errno()
    {
        await using var peer = await Peer.ThatListens();
        (await Sock.RunAsync($"connect {peer.Endpoint} -o TCP_CONGESTION=nosuch")).Exits(1).Says("TCP_CONGESTION", "ENOENT");
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("127.0.0.2:0")]
    public async Task Source_is_the_address_that_the_peer_sees(string source)
    {
        var seen = new TaskCompletionSource<EndPoint?>();
        await using var peer = await Peer.That((client, _) =>
        {
            seen.SetResult(client.RemoteEndPoint);
            client.Close();
            return Task.CompletedTask;
        });
        (await Sock.RunAsync($"connect {peer.Endpoint} --source {source}")).Exits(0);
        Assert.Equal(IPAddress.Parse("127.0.0.2"), ((IPEndPoint)(await seen.Task.WaitAsync(Until.Deadline))!).Address);
    }

    [Fact]
    public async Task Backlog_in_force_is_told()
    {
        var most = int.Parse(await File.ReadAllTextAsync("/proc/sys/net/core/somaxconn"), System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (option, inForce) in new[] { ("--backlog 3", 3), ("--backlog 1000000", most), ("", most) })
        {
            Assert.Contains($"(backlog {inForce})", (await Sock.RunAsync($"listen 127.0.0.1:0 -v --accept-timeout 10ms {option}")).Exits(20).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Backlog_is_the_kernels_too()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 --backlog 3");
        var table = await Shell.RunAsync($"ss -Hltn 'sport = :{server.Port}'");
        if (table.ExitCode == 0)
        {
            Assert.Matches(@"^LISTEN +0 +3 ", table.Output);
        }
    }
}
