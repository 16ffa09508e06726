namespace SockTool.EndToEnd;

/// <summary><c>--chat</c>: lines with their speaker's number, which nobody can forge.</summary>
public sealed class ChatTests
{
    [SkippableFact]
    public async Task Lines_have_their_speaker_and_comings_and_goings_are_told()
    {
        Tools.Require("ncat");
        await using var server = await Sock.ServeAsync("listen *:0 --chat -v");
        await using var hears = Sock.Start($"connect ::1 {server.Port}");
        await hears.Output.ContainsAsync("* you are <1>\n");
        await using var ncat = Shell.Start("printf 'hi\\r\\n<1> forged\\n* <1> left\\n\\033[2J\\tbye \\377\\nlast' | ncat 127.0.0.1 $PORT", ("PORT", $"{server.Port}"));
        Assert.Equal("* you are <2>\n", (await ncat.ExitAsync()).Exits(0).Output);
        await hears.Output.ContainsAsync("* <2> left\n");
        Assert.Equal("* you are <1>\n* <2> joined\n<2> hi\n<2> <1> forged\n<2> * <1> left\n<2> \\x1B[2J\tbye \\xFF\n<2> last\n* <2> left\n", hears.Output.Text);
        await hears.WriteAsync("nobody hears this\n");
        hears.CloseInput();
        Assert.Empty((await hears.ExitAsync()).Exits(0).Error);
    }

    [Fact]
    public async Task A_line_that_never_ends_goes_out_in_pieces_and_holds_no_memory()
    {
        using var folder = new Folder();
        await using var server = await Sock.ServeAsync($"listen unix:{folder["at"]} --chat -v");
        using var hears = await server.DialAsync();
        await server.Error.ContainsAsync("client 1: accepted");
        using var says = await server.DialAsync();
        const string before = "* you are <1>\n* <2> joined\n";
        Assert.Equal(before, await hears.HearTextAsync(before));
        await says.SayAsync(new string('x', 20_000));
        var pieces = $"<2> {new string('x', 8192)}\n<2> {new string('x', 8192)}\n";
        Assert.Equal(pieces, await hears.HearTextAsync(pieces));
        says.Reset();
        var rest = $"<2> {new string('x', 20_000 - (2 * 8192))}\n* <2> left\n";
        Assert.Equal(rest, await hears.HearTextAsync(rest));
    }

    [Fact]
    public async Task Over_udp_a_datagram_is_a_line()
    {
        await using var server = await Sock.ServeAsync("listen udp://127.0.0.1:0 --chat -v");
        await using var hears = Sock.Start($"connect {server.Address} --idle-timeout 20s");
        await hears.WriteAsync("here");
        await hears.Output.ContainsAsync("* you are <1>\n");
        Assert.Equal("* you are <2>\n", (await Sock.RunAsync($"connect {server.Address} --send no-end --max-receive 14 --idle-timeout 20s")).Exits(0).Output);
        await hears.Output.ContainsAsync("<2> no-end\n");
    }

    [SkippableFact]
    public async Task A_websockets_client_hears_text_lines()
    {
        await using var server = await Sock.ServeAsync("listen ws://127.0.0.1:0 --chat --ws-text -v");
        await using var hears = WebSocketPeer.Dial(server.Address, "report");
        await hears.Output.ContainsAsync("text * you are <1>\n");
        (await Sock.RunAsync($"connect {server.Address}", "caf\u00e9\n")).Exits(0);
        await hears.Output.ContainsAsync("text <2> caf\u00e9\n");
    }
}
