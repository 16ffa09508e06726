using System.Text;

namespace SockTool.EndToEnd;

/// <summary>Files of packets, real and rebuilt, as tshark reads them.</summary>
public sealed class PacketFileTests : IDisposable
{
    private static readonly byte[] Much = Bytes.Random(300_000);

    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task Real_packets_carry_the_same_bytes()
    {
        Captures.Require();
        Tools.Require("tshark");
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("got it");
        (await Sock.RunAsync($"connect {peer.Endpoint} --pcap {folder["real"]}", Much)).Exits(0);
        var (sent, received) = await Captures.FollowAsync(folder["real"]);
        Assert.Equal((Convert.ToHexString(Much), "got it"), (Convert.ToHexString(sent), Text(received)));

        // A window that is full, and a segment that a late peer was sent twice (D-SACK, RFC 2883), are the network's own matter and no fault of the file.
        Assert.Empty(await Captures.ReadAsync(folder["real"], "FALSE", "-Y", "_ws.expert.severity >= 0x600000 && !tcp.analysis.window_full && !tcp.analysis.zero_window && !tcp.options.sack.dsack"));
        Assert.Contains("real packets", await SectionOfAsync("real"), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Rebuilt_packets_carry_the_same_bytes_and_right_checksums_and_say_what_they_are(string host)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "setpriv");
        Tools.Require("tshark");
        await using var server = await Sock.ServeAsync($"echo-server {host}:0 --clients 1");
        var run = (await Captures.RunWithoutAsync($"connect {server.Address} --pcap {folder["rebuilt"]}", Much)).Exits(0);
        Assert.Equal(Much, run.Bytes);
        var (sent, received) = await Captures.FollowAsync(folder["rebuilt"]);
        Assert.Equal((Convert.ToHexString(Much), Convert.ToHexString(Much)), (Convert.ToHexString(sent), Convert.ToHexString(received)));
        var expert = await Captures.ReadAsync(folder["rebuilt"], "TRUE", "-q", "-z", "expert");
        Assert.DoesNotContain("Warns", expert, StringComparison.Ordinal);
        Assert.DoesNotContain("Errors", expert, StringComparison.Ordinal);
        Assert.Contains("rebuilt from what sock read and wrote", await SectionOfAsync("rebuilt"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Both_ends_of_one_connection_write_the_same_packets()
    {
        Captures.Require();
        Tools.Require("tshark");
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --send bye --pcap {folder["server"]}");
        (await Sock.RunAsync($"connect {server.Address} --pcap {folder["client"]}", "hello")).Exits(0);
        (await server.ExitAsync()).Exits(0);
        string[] fields = ["-T", "fields", "-e", "ip.src", "-e", "tcp.srcport", "-e", "tcp.seq_raw", "-e", "tcp.ack_raw", "-e", "tcp.flags", "-e", "tcp.payload"];

        // Two that cross, each on a processor of its own, are not in one order at every packet socket: those of one sender are.
        var (there, here) = (await Captures.ReadAsync(folder["server"], "FALSE", fields), await Captures.ReadAsync(folder["client"], "FALSE", fields));
        Assert.Equal(BySender(there), BySender(here));
    }

    [SkippableTheory]
    [InlineData("real")]
    [InlineData("rebuilt")]
    public async Task Datagrams_are_written_each_by_itself(string kind)
    {
        Captures.Require();
        Tools.Require("tshark");
        await using var server = await Sock.ServeAsync("echo-server --udp 127.0.0.1:0");
        var line = $"connect {server.Address} --max-receive 5 --idle-timeout 20s --pcap {folder[kind]}";
        var run = kind == "real" ? await Sock.RunAsync(line, "hello") : await Captures.RunWithoutAsync(line, Bytes.Utf8("hello"));
        Assert.Equal("hello", run.Output);
        Assert.Equal("68656c6c6f\n68656c6c6f\n", await Captures.ReadAsync(folder[kind], "TRUE", "-T", "fields", "-e", "udp.payload"));
    }

    [SkippableFact]
    public async Task A_file_that_cannot_be_kept_fails_the_run_and_not_the_session()
    {
        Skip.IfNot(File.Exists("/dev/full"), "needs /dev/full");
        await using var peer = await Peer.ThatListens();
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --pcap /dev/full", "hello")).Exits(61).Says("/dev/full");
        await peer.StreamEnded;
        Assert.Equal("hello", Text(peer.Heard));
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("connect unix:/tmp/x --pcap f", "--pcap writes the packets of TCP and UDP")]
    [InlineData("connect unix:/tmp/x --explain", "--explain tells the story of a TCP connection")]
    [InlineData("connect udp://127.0.0.1:1 --explain", "UDP has no handshake")]
    [InlineData("listen udp://127.0.0.1:1 --explain", "UDP has no handshake")]
    [InlineData("relay - unix:/tmp/x --explain", "--explain tells the story of a TCP connection")]
    [InlineData("connect 127.0.0.1:1 --pcap=", "--pcap needs the name of a file")]
    public async Task What_has_no_packets_is_a_usage_error(string line, string words)
    {
        var run = (await Sock.RunAsync(line)).Exits(2);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private async Task<string> SectionOfAsync(string name) => Text((await File.ReadAllBytesAsync(folder[name]))[..300]);

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static IEnumerable<string> BySender(string packets) => packets.Split('\n', StringSplitOptions.RemoveEmptyEntries).OrderBy(packet => packet.Split('\t')[1], StringComparer.Ordinal);
}
