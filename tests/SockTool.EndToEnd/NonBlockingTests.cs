using System.Globalization;
using System.Text.RegularExpressions;

namespace SockTool.EndToEnd;

/// <summary>setblocking(0): each operation is tried once, and exit 23 names the one that would block.</summary>
public sealed class NonBlockingTests
{
    [Theory]
    [InlineData("--non-blocking")]
    [InlineData("--timeout 0")]
    [InlineData("--accept-timeout 0")]
    public async Task Accept_without_a_client_would_block(string mode) =>
        (await Sock.RunAsync($"listen 127.0.0.1:0 {mode}")).Exits(23).Says("accept");

    [Fact]
    public async Task Connect_over_a_network_would_block()
    {
        using var silent = new FullBacklog();
        (await Sock.RunAsync($"connect {silent.Endpoint} --non-blocking")).Exits(23).Says("connect");
    }

    [Fact]
    public async Task Read_of_nothing_would_block()
    {
        await using var peer = await Peer.ThatIsSilent();
        (await Sock.RunAsync($"connect {peer.Endpoint} --non-blocking --connect-timeout 5s")).Exits(23).Says("read");
    }

    [Fact]
    public async Task What_was_there_is_handed_over_before_the_read_that_would_block()
    {
        using var folder = new Folder();
        await using var pair = await Pair.OfAsync("connect --non-blocking --connect-timeout 5s", "unix", folder);
        await pair.Other.SayAsync("words");
        pair.Process.CloseInput();
        Assert.Equal("words", (await pair.Process.ExitAsync()).Exits(23).Says("read").Output);
    }

    [Fact]
    public async Task Short_send_is_shown_and_what_it_left_is_counted()
    {
        await using var peer = await Peer.ThatIsSilent(receiveBuffer: 4 * Bytes.KiB);
        var run = (await Sock.RunAsync($"connect {peer.Endpoint} --non-blocking --connect-timeout 5s", Bytes.Random(16 * Bytes.MiB))).Exits(23).Says("write", "short send");
        Assert.True(int.Parse(Regex.Match(run.Error, @"(?<=took )\d+(?= of)", RegexOptions.None, TimeSpan.FromSeconds(1)).Value, CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task Blocking_is_the_default_by_another_name()
    {
        await using var peer = await Peer.ThatAnswersAfterEndOfStream("late", TimeSpan.FromMilliseconds(200));
        Assert.Equal("late", (await Sock.RunAsync($"connect {peer.Endpoint} --blocking", "q")).Exits(0).Output);
    }
}
