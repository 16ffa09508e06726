namespace SockTool.EndToEnd;

/// <summary>Mistakes on the command line: one line, a hint where one helps, exit 2.</summary>
public sealed class UsageTests
{
    [Theory]
    [InlineData("conect 127.0.0.1:9", "did you mean sock connect?")]
    [InlineData("lisetn 0", "did you mean sock listen?")]
    [InlineData("echo 0", "did you mean sock echo-server?")]
    [InlineData("connect 127.0.0.1:9 --retyr 3", "did you mean --retry?")]
    [InlineData("connect 127.0.0.1:9 --conect-timeout=3", "did you mean --connect-timeout?")]
    [InlineData("listen 0 --keepopen", "did you mean --keep-open?")]
    [InlineData("listen 0 --reddy-file x", "did you mean --ready-file?")]
    [InlineData("echo-server 0 --replay x", "did you mean --reply?")]
    [InlineData("connect 127.0.0.1:9 --zzzzzz", "sock connect --help")]
    [InlineData("zzzzzz", "sock --help")]
    [InlineData("connect", "an address is")]
    [InlineData("connect 50000", "127.0.0.1:50000")]
    [InlineData("connect 127.0.0.1", "127.0.0.1:50000")]
    [InlineData("connect ::1:80", "[::1]")]
    [InlineData("connect 010.0.0.1:80", "four decimal numbers")]
    public async Task Mistake_gets_one_line_and_a_hint(string command, string hint)
    {
        var run = (await Sock.RunAsync(command)).Exits(2).Says();
        Assert.Equal(2, run.ErrorLines.Count);
        Assert.Contains(hint, run.ErrorLines[1], StringComparison.Ordinal);
        Assert.StartsWith("sock: hint: ", run.ErrorLines[1], StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("connect 127.0.0.1:9 extra words", "words")]
    [InlineData("connect 0x7f.1:80", "0x7f.1")]
    [InlineData("connect 127.1:80", "127.1")]
    [InlineData("connect :80", ":80")]
    [InlineData("connect 127.0.0.1:65536", "65536")]
    [InlineData("connect 127.0.0.1:-1", "-1")]
    [InlineData("connect 127.0.0.1:no-such-service", "no-such-service")]
    [InlineData("connect gopher://127.0.0.1:9", "gopher")]
    [InlineData("connect unix:", "unix:")]
    [InlineData("connect 127.0.0.1:9 -o NO_SUCH=1", "NO_SUCH")]
    [InlineData("connect 127.0.0.1:9 -o rcvbuf=lots", "lots")]
    [InlineData("connect 127.0.0.1:9 --timeout 5x", "5x")]
    [InlineData("connect 127.0.0.1:9 --timeout", "--timeout")]
    [InlineData("connect 127.0.0.1:9 -4 -6", "--ipv6")]
    [InlineData("listen 0 --unix-mode 999", "999")]
    [InlineData("listen 0 --clients 0", "\"0\"")]
    [InlineData("listen 0 --run", "--")]
    [InlineData("listen 0 --backlog -1", "-1")]
    public async Task Message_names_the_bad_part(string command, string part) => (await Sock.RunAsync(command)).Exits(2).Says(part);

    [Fact]
    public async Task Host_that_is_too_long_is_a_usage_error() =>
        (await Sock.RunAsync($"connect {new string('a', 300)}:80")).Exits(2).Says("255");

    [Fact]
    public async Task Control_bytes_of_the_command_line_do_not_reach_the_terminal() =>
        Assert.DoesNotContain('\u001b', (await Sock.RunAsync(["connect", "\u001b[31mred:80"], [])).Exits(2).Error);

    [Theory]
    [InlineData("--help")]
    [InlineData("connect --help")]
    [InlineData("listen -h")]
    [InlineData("echo-server --help-all")]
    [InlineData("--version")]
    [InlineData("connect --version")]
    public async Task Help_goes_to_standard_output(string command)
    {
        var run = (await Sock.RunAsync(command)).Exits(0);
        Assert.NotEmpty(run.Output);
        Assert.Empty(run.Error);
    }
}
