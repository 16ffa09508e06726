using System.Net.Sockets;
using System.Text;

namespace SockTool.EndToEnd;

/// <summary><c>--interactive</c>: one line, one message, one reply.</summary>
public sealed class InteractiveTests
{
    [Fact]
    public async Task Lines_go_out_one_by_one_without_their_line_ends_and_each_waits_for_its_reply()
    {
        var heard = new List<string>();
        await using var peer = await Peer.That((client, _) => AnswerAsync(client, heard, "got {0}"));
        var run = await Sock.RunAsync($"connect {peer.Endpoint} --interactive", "one\ntwo\r\n\n三\n");
        Assert.Equal("got one\ngot two\ngot 三\n", run.Exits(0).Output);
        Assert.Equal(["one", "two", "三"], heard);
    }

    [Fact]
    public async Task Line_without_an_end_is_a_message_too()
    {
        var heard = new List<string>();
        await using var peer = await Peer.That((client, _) => AnswerAsync(client, heard, "{0}\n"));
        Assert.Equal("last\n", (await Sock.RunAsync($"connect {peer.Endpoint} -i", "last")).Exits(0).Output);
    }

    [Theory]
    [InlineData("", "exit")]
    [InlineData("--quit-word bye", "bye")]
    public async Task Quit_word_ends_the_run_and_is_not_sent(string option, string word)
    {
        var heard = new List<string>();
        await using var peer = await Peer.That((client, _) => AnswerAsync(client, heard, "{0}"));
        await using var client = Sock.Start($"connect {peer.Endpoint} -i {option}");
        await client.WriteAsync($"one\n{word}\nmore\n");
        Assert.Equal("one\n", (await client.ExitAsync()).Exits(0).Output);
        Assert.Equal(["one"], heard);
    }

    [Fact]
    public async Task Run_ends_when_the_peer_closes_while_the_user_thinks()
    {
        await using var peer = await Peer.That(async (client, _) =>
        {
            await client.HearTextAsync("one");
            await client.SayAsync("bye");
            client.Close();
        });
        await using var client = Sock.Start($"connect {peer.Endpoint} -i");
        await client.WriteAsync("one\n");
        Assert.Equal("bye\n", (await client.ExitAsync()).Exits(0).Output);
    }

    [Theory]
    [InlineData("one\n", 0)]
    [InlineData("one\ntwo\n", 31)]
    public async Task Run_ends_when_the_peer_closes_in_place_of_a_reply_and_a_line_typed_ahead_is_counted(string input, int code)
    {
        await using var peer = await Peer.ThatTakesAndCloses(3);
        await using var client = Sock.Start($"connect {peer.Endpoint} -i");
        await client.WriteAsync(input);
        (await client.ExitAsync()).Exits(code);
    }

    [Fact]
    public async Task Server_can_talk_by_lines_too()
    {
        await using var server = await Sock.ServeAsync("listen 127.0.0.1:0 -i");
        using var client = await server.DialAsync();
        await server.Process.WriteAsync("question\nexit\n");
        Assert.Equal("question", await client.HearTextAsync("question"));
        await client.SayAsync("answer");
        client.Finish();
        Assert.Equal("answer\n", (await server.ExitAsync()).Exits(0).Output);
    }

    [Fact]
    public async Task Character_that_a_read_splits_is_shown_whole()
    {
        await using var peer = await Peer.ThatSaysAndListens("服务端");
        Assert.Equal("服务端\n", (await Sock.RunAsync($"connect {peer.Endpoint} -i --buffer-size 4", "")).Exits(0).Output.Replace("\n", "", StringComparison.Ordinal) + "\n");
    }

    [Theory]
    [InlineData("--prompt x")]
    [InlineData("--quit-word x")]
    [InlineData("-i --send-only")]
    public async Task Options_that_make_no_sense_together_are_usage_errors(string options) =>
        (await Sock.RunAsync($"connect 127.0.0.1:9 {options}")).Exits(2);

    private static async Task AnswerAsync(Socket client, List<string> heard, string reply)
    {
        var buffer = new byte[1024];
        while (await client.ReceiveAsync(buffer) is > 0 and var count)
        {
            heard.Add(Encoding.UTF8.GetString(buffer, 0, count));
            await client.SayAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, reply, heard[^1]));
        }

        client.Close();
    }
}
