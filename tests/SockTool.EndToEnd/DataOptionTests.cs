namespace SockTool.EndToEnd;

/// <summary>The payload on the command line, line ends, and what a run expects to receive.</summary>
public sealed class DataOptionTests
{
    [Theory]
    [InlineData("--send words", "776F726473")]
    [InlineData(@"--send \n\r\t\0\\\x41", "0A0D09005C41")]
    [InlineData(@"--send \xff\xFE", "FFFE")]
    [InlineData("--send-hex 00ff7F", "00FF7F")]
    [InlineData("--send a --send-hex 62 --send c", "616263")]
    [InlineData("--send-hex=62 --send=a", "6261")]
    [InlineData(@"--send a\n --crlf", "610D0A")]
    public async Task Payload_goes_out_in_place_of_the_input(string options, string hex)
    {
        await using var peer = await Peer.ThatListens();
        (await Sock.RunAsync($"connect {peer.Endpoint} {options}", "not this")).Exits(0);
        await peer.StreamEnded;
        Assert.Equal(hex, Convert.ToHexString(peer.Heard));
    }

    [Fact]
    public async Task A_dash_as_input_and_output_is_the_standard_stream()
    {
        await using var server = await Sock.ServeAsync("echo-server 127.0.0.1:0");
        Assert.Equal("words", (await Sock.RunAsync($"connect {server.Address} --input - --output -", "words")).Exits(0).Output);
    }

    [Theory]
    [InlineData(@"--send \q", @"\q")]
    [InlineData(@"--send \x4", @"\x4")]
    [InlineData("--send-hex 0", "0")]
    [InlineData("--send-hex xx", "xx")]
    public async Task Payload_that_cannot_be_read_names_its_bad_part(string options, string part) =>
        (await Sock.RunAsync($"connect 127.0.0.1:9 {options}")).Exits(2).Says(options.Split(' ')[0], EscapedForDisplay(part));

    [Fact]
    public async Task Line_ends_become_CRLF_also_where_two_reads_meet()
    {
        await using var peer = await Peer.ThatListens();
        await using var client = Sock.Start($"connect {peer.Endpoint} --crlf -vv");
        await client.WriteAsync("a\nb\r");
        await client.Error.ContainsAsync("to the peer");
        await client.WriteAsync("\nc\r\nd\r\re\n");
        client.CloseInput();
        (await client.ExitAsync()).Exits(0);
        await peer.StreamEnded;
        Assert.Equal("a\r\nb\r\nc\r\nd\r\re\r\n", System.Text.Encoding.UTF8.GetString(peer.Heard));
    }

    [Theory]
    [InlineData("--expect-bytes 5", 0)]
    [InlineData("--expect-bytes 4", 50)]
    [InlineData("--expect-bytes 6", 50)]
    [InlineData("--expect-bytes 5 --max-receive 3", 50)]
    [InlineData("--expect-bytes 3 --max-receive 3", 0)]
    [InlineData("--max-receive 0 --expect-bytes 0", 0)]
    public async Task Bytes_received_are_what_was_expected_or_the_run_fails(string options, int code)
    {
        await using var peer = await Peer.ThatSaysAndListens("words");
        (await Sock.RunAsync($"connect {peer.Endpoint} {options}")).Exits(code);
    }

    [Fact]
    public async Task Server_checks_what_it_expects_too()
    {
        await using var server = await Sock.ServeAsync($"listen 127.0.0.1:0 --expect-sha256 {Bytes.Hash("words"u8)}");
        (await Sock.RunAsync($"connect {server.Address}", "other")).Exits(0);
        (await server.ExitAsync()).Exits(50).Says(Bytes.Hash("other"u8));
    }

    [Theory]
    [InlineData("--buffer-size 0")]
    [InlineData("--buffer-size 17MiB")]
    [InlineData("--buffer-size 1.5")]
    [InlineData("--expect-bytes -1")]
    [InlineData("--expect-bytes 99999999999999999999")]
    [InlineData("--expect-sha256 00")]
    [InlineData("--close maybe")]
    [InlineData("--on-peer-close later")]
    [InlineData("--send-only --recv-only")]
    [InlineData("--append")]
    [InlineData("--linger forever")]
    [InlineData("--deadline 1y")]
    public async Task Values_out_of_range_are_usage_errors(string options) =>
        (await Sock.RunAsync($"connect 127.0.0.1:9 {options}")).Exits(2).Says(options.Split(' ')[0]);

    private static string EscapedForDisplay(string part) => part.Replace(@"\", "", StringComparison.Ordinal);
}
