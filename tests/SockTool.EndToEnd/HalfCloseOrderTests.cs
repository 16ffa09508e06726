using System.Net.Sockets;

namespace SockTool.EndToEnd;

/// <summary>Who ends first, and what the other still has to say: every order, over TCP and Unix sockets.</summary>
public sealed class HalfCloseOrderTests : IDisposable
{
    private readonly Folder folder = new();

    public static TheoryData<string, string, int> Orders => new MatrixTheoryData(["connect", "listen"], ["tcp", "unix"], [0, Bytes.MiB]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task We_end_first_and_the_peers_late_words_arrive(string command, string transport, int late)
    {
        await using var pair = await Pair.OfAsync(command, transport, folder);
        await pair.Process.WriteAsync("ours");
        pair.Process.CloseInput();
        Assert.Equal(Bytes.Utf8("ours"), await pair.Other.HearAllAsync());
        await pair.Other.SayAsync(Bytes.Random(late));
        pair.Other.Finish();
        var run = (await pair.Process.ExitAsync()).Exits(0);
        Assert.Equal(Bytes.Hash(Bytes.Random(late)), Bytes.Hash(run.Bytes));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Peer_ends_first_and_the_rest_of_an_input_that_has_begun_arrives(string command, string transport, int late)
    {
        await using var pair = await Pair.OfAsync(command, transport, folder);
        await pair.Process.WriteAsync("begun");
        Assert.Equal("begun", await pair.Other.HearTextAsync("begun"));
        await pair.Other.SayAsync("theirs");
        pair.Other.Finish();
        await pair.Process.Output.ContainsAsync("theirs");
        var hearing = pair.Other.HearAllAsync();
        await pair.Process.WriteAsync(Bytes.Random(late));
        pair.Process.CloseInput();
        Assert.Equal(Bytes.Hash(Bytes.Random(late)), Bytes.Hash(await hearing));
        pair.Other.Close();
        Assert.Equal("theirs", (await pair.Process.ExitAsync()).Exits(0).Output);
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("unix")]
    public async Task Peer_ends_first_and_a_servers_input_that_has_not_said_a_word_does_not_hold_the_run(string transport)
    {
        await using var pair = await Pair.OfAsync("listen", transport, folder);
        await pair.Other.SayAsync("theirs");
        pair.Other.Finish();
        Assert.Equal("theirs", (await pair.Process.ExitAsync()).Exits(0).Output);
    }

    [Theory]
    [InlineData("--input $AT/file", "")]
    [InlineData("<$AT/file", "")]
    [InlineData("--crlf --input $AT/file", "")]
    [InlineData("--input $AT/file", "portable")]
    [InlineData("--crlf --input $AT/file", "portable")]
    public async Task Peer_ends_first_and_a_servers_file_arrives_all_the_same(string from, string platform)
    {
        await folder.WriteAsync("file", Bytes.Random(Bytes.MiB));
        Assert.InRange((await HearAtOnceAsync(from, platform)).Length, Bytes.MiB, 2 * Bytes.MiB);
    }

    [Theory]
    [InlineData("--send words", "")]
    [InlineData("--crlf --send words", "")]
    [InlineData("--send words", "portable")]
    public async Task Peer_ends_first_and_what_a_server_was_given_to_say_arrives_all_the_same(string from, string platform) =>
        Assert.Equal("words"u8.ToArray(), await HearAtOnceAsync(from, platform));

    [Theory]
    [InlineData("connect", "tcp")]
    [InlineData("connect", "unix")]
    [InlineData("listen", "tcp")]
    [InlineData("listen", "unix")]
    public async Task Finish_waits_for_an_input_that_has_not_said_a_word(string command, string transport)
    {
        await using var pair = await Pair.OfAsync($"{command} --on-peer-close finish", transport, folder);
        await pair.Other.SayAsync("theirs");
        pair.Other.Finish();
        await pair.Process.Output.ContainsAsync("theirs");
        await pair.Process.WriteAsync("late");
        pair.Process.CloseInput();
        Assert.Equal(Bytes.Utf8("late"), await pair.Other.HearAllAsync());
        (await pair.Process.ExitAsync()).Exits(0);
    }

    /// <summary>What a server says to a client that ends as soon as it is there.</summary>
    private async Task<byte[]> HearAtOnceAsync(string from, string platform)
    {
        await using var server = Shell.Start("exec \"$SOCK\" listen unix:$AT/socket --ready-file $AT/ready " + from, ("AT", folder.Root), ("SOCK_PLATFORM", platform));
        await Until.TrueAsync(() => File.Exists(folder["ready"]));
        using var peer = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await peer.ConnectAsync(new UnixDomainSocketEndPoint(folder["socket"]));
        peer.Shutdown(SocketShutdown.Send);
        var heard = await peer.HearAllAsync();
        (await server.ExitAsync()).Exits(0);
        return heard;
    }

    private sealed class MatrixTheoryData : TheoryData<string, string, int>
    {
        public MatrixTheoryData(string[] commands, string[] transports, int[] sizes)
        {
            foreach (var (command, transport, size) in from c in commands from t in transports from s in sizes select (c, t, s))
            {
                Add(command, transport, size);
            }
        }
    }
}
