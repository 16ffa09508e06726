using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>Every exit code of the issue, each with its one line of message.</summary>
public sealed class ExitCodeTests
{
    [Fact]
    public async Task Refused_is_11() =>
        (await Sock.RunAsync($"connect 127.0.0.1:{FreePort()}")).Exits(11).Says("refused", "ECONNREFUSED 111");

    [Fact]
    public async Task Unknown_name_is_10() =>
        (await Sock.RunAsync("connect no-such-host.invalid:80 --connect-timeout 20s")).Exits(10).Says("no-such-host.invalid");

    [Fact]
    public async Task Connect_that_nobody_answers_is_13()
    {
        using var silent = new FullBacklog();
        (await Sock.RunAsync($"connect {silent.Endpoint} --connect-timeout 300ms")).Exits(13).Says("300ms");
    }

    [Fact]
    public async Task Port_in_use_is_14_and_never_shared()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        (await Sock.RunAsync($"listen {server.Address}")).Exits(14).Says(server.Address, "EADDRINUSE");
        using var client = await server.DialAsync();
        client.Finish();
        (await server.ExitAsync()).Exits(0);
    }

    [Fact]
    public async Task Port_in_use_on_one_address_refuses_every_address()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0");
        (await Sock.RunAsync($"listen {server.Port} --accept-timeout 2s")).Exits(14);
    }

    [Theory]
    [InlineData("listen 192.0.2.1:0", "EADDRNOTAVAIL")]
    [InlineData("connect 127.0.0.1:9 --source 192.0.2.1", "EADDRNOTAVAIL")]
    [InlineData("listen unix:/no/such/folder/socket", "ENOENT")]
    public async Task Address_that_is_not_ours_is_15(string command, string errno) => (await Sock.RunAsync(command)).Exits(15).Says(errno);

    [Fact]
    public async Task Unix_socket_that_is_not_there_is_refused_as_a_probe_says_too()
    {
        var run = (await Sock.RunAsync("connect unix:/no/such/socket")).Exits(11).Says("ENOENT");
        Assert.Equal(run.Error, (await Sock.RunAsync("probe unix:/no/such/socket")).Exits(11).Error);
    }

    [Fact]
    public async Task Unix_path_below_a_file_is_15() =>
        (await Sock.RunAsync("connect unix:/dev/null/socket")).Exits(15).Says("ENOTDIR");

    [Fact]
    public async Task Nobody_connecting_in_time_is_20() =>
        (await Sock.RunAsync("listen 127.0.0.1:0 --accept-timeout 200ms")).Exits(20).Says("200ms");

    [Theory]
    [InlineData("--idle-timeout 300ms", 21)]
    [InlineData("--deadline 300ms", 22)]
    [InlineData("--timeout 2s", 24)]
    [InlineData("--read-timeout 300ms", 24)]
    public async Task Silence_has_the_code_of_the_limit_that_it_broke(string limit, int code)
    {
        await using var peer = await Peer.ThatIsSilent();
        await using var client = Sock.Start($"connect {peer.Endpoint} {limit}");
        (await client.ExitAsync()).Exits(code).Says(limit.Split(' ')[1]);
    }

    [Fact]
    public async Task Write_that_the_peer_does_not_take_in_time_is_24()
    {
        await using var peer = await Peer.ThatIsSilent(receiveBuffer: 4 * Bytes.KiB);
        var run = await Sock.RunAsync($"connect {peer.Endpoint} --write-timeout 300ms", Bytes.Random(16 * Bytes.MiB));
        run.Exits(24).Says("300ms", "not delivered");
    }

    [Theory]
    [InlineData("listen 127.0.0.1:0 --deadline 300ms")]
    [InlineData("echo-server 127.0.0.1:0 --deadline 300ms")]
    public async Task Deadline_of_a_server_is_22(string command) => (await Sock.RunAsync(command)).Exits(22).Says("300ms");

    [Theory]
    [InlineData("connect [fe80::1%nosuch]:80")]
    [InlineData("connect udp://[fe80::1%nosuch]:80")]
    [InlineData("listen [fe80::1%nosuch]:0")]
    public async Task Zone_that_is_no_interface_is_15_and_named(string line) =>
        (await Sock.RunAsync(line)).Exits(15).Says("cannot use fe80::1%nosuch: this system has no network interface nosuch");

    [Theory]
    [InlineData("connect [fe80::1]:80", "[fe80::1%eth0]:80")]
    [InlineData("listen [fe80::1]:0", "[fe80::1%eth0]:0")]
    public async Task Link_local_address_without_its_interface_has_a_hint(string line, string better) =>
        Assert.EndsWith($"\nsock: hint: a link-local address needs the network interface it is on: {better}\n", (await Sock.RunAsync(line)).Exits(15).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Too_few_bytes_are_50()
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --expect-bytes 6")).Exits(50).Says("verification failed: expected 6 bytes, received 5");
    }

    [Fact]
    public async Task Wrong_hash_is_50_and_the_right_one_is_0()
    {
        var right = Bytes.Hash("words"u8);
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} --expect-sha256 {right}")).Exits(0);
        (await Sock.RunAsync($"connect {peer.Endpoint} --expect-sha256 {new string('0', 64)}")).Exits(50).Says(right);
    }

    [Fact]
    public async Task Input_that_cannot_be_read_is_60()
    {
        await using var peer = await Peer.ThatListens();
        (await Sock.RunAsync($"connect {peer.Endpoint} --input /no/such/file")).Exits(60).Says("/no/such/file", "ENOENT");
        (await Shell.RunAsync("\"$SOCK\" connect $PEER </", ("PEER", peer.Endpoint))).Exits(60).Says("EISDIR");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
