using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports.Proxies;

public sealed class Socks5ConnectorTests
{
    private const string Anonymous = "\x05\0";
    private const string WithPassword = "\x05\x02";
    private const string Opened = "\x05\0\0\x01\x7f\0\0\x01\x04\x38";

    public static TheoryData<int> Refusals => [.. Enumerable.Range(1, 255)];

    [Theory]
    [InlineData("example.com:80", "\x03\x0b" + "example.com\0\x50")]
    [InlineData("192.0.2.7:65535", "\x01\xc0\0\x02\x07\xff\xff")]
    [InlineData("[2001:db8::7]:443", "\x04\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\x07\x01\xbb")]
    [InlineData("[::ffff:192.0.2.7]:443", "\x04\0\0\0\0\0\0\0\0\0\0\xff\xff\xc0\0\x02\x07\x01\xbb")]
    [InlineData("bücher.example:80", "\x03\x15" + "xn--bcher-kva.example\0\x50")]
    public async Task Target_is_sent_as_it_is_and_never_resolved_here(string target, string sent)
    {
        var proxy = new ProxyUnderTest(Anonymous + Opened) { Target = target };
        await using var connection = await proxy.OpenAsync();
        Assert.Equal("\x05\x01\0\x05\x01\0" + sent, Text(proxy.First.Heard));
        Assert.Equal([connection.Name], proxy.Told);
        Assert.Equal($"{target} via {proxy.At}", connection.Name);
    }

    [Theory]
    [InlineData("secret", "\x01\x03joe\x06secret")]
    [InlineData("pässword", "\x01\x03joe\x09p\xc3\xa4ssword")]
    [InlineData("", "\x01\x03joe\0")]
    [InlineData(null, "\x01\x03joe\0")]
    public async Task User_and_password_are_sent_where_the_proxy_wants_them(string? password, string sent)
    {
        var proxy = new ProxyUnderTest(WithPassword + "\x01\0" + Opened) { At = "socks5://joe@127.0.0.1:1080", Settings = new() { ProxyPassword = password is null ? null : Secret.Of(password) } };
        await using var connection = await proxy.OpenAsync();
        Assert.StartsWith("\x05\x02\0\x02" + sent + "\x05\x01\0", Text(proxy.First.Heard), StringComparison.Ordinal);
    }

    [Fact]
    public async Task User_and_password_are_not_sent_where_the_proxy_wants_none()
    {
        var proxy = new ProxyUnderTest(Anonymous + Opened) { At = "socks5://joe@127.0.0.1:1080", Settings = new() { ProxyPassword = Secret.Of("secret") } };
        await using var connection = await proxy.OpenAsync();
        Assert.DoesNotContain("secret", Text(proxy.First.Heard), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Every_reply_but_zero_is_a_refusal_with_its_number(int reply)
    {
        var failure = await new ProxyUnderTest($"{Anonymous}\x05{(char)reply}\0\x01\0\0\0\0\0\0").FailAsync();
        Assert.Equal((HandshakeProblem.Socks5Refused, reply, "example.com:80"), (failure.Problem, failure.Number, failure.Expected));
    }

    [Theory]
    [InlineData("\x05\xff", "", HandshakeProblem.CredentialsWanted)]
    [InlineData("\x05\x02", "", HandshakeProblem.CredentialsWanted)]
    [InlineData("\x05\xff", "joe@", HandshakeProblem.NoCommonMethod)]
    [InlineData("\x05\x01", "joe@", HandshakeProblem.Malformed)] // GSSAPI, which nobody offered
    [InlineData("\x05\x02\x01\x01", "joe@", HandshakeProblem.CredentialsRefused)]
    [InlineData("\x05\x02\x01\xff", "joe@", HandshakeProblem.CredentialsRefused)]
    [InlineData("\x05\x02\x05\0", "joe@", HandshakeProblem.Malformed)]
    [InlineData("\x04\0", "", HandshakeProblem.Malformed)]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", "", HandshakeProblem.Malformed)]
    [InlineData("\x15\x03\x01\0\x02\x02\x28", "", HandshakeProblem.Malformed)]
    [InlineData("\x05\0\x04\0\0\x01", "", HandshakeProblem.Malformed)]
    [InlineData("\x05\0\x05\0\0\x02", "", HandshakeProblem.Malformed)]
    [InlineData("\x05\0\x05\0\0\xff", "", HandshakeProblem.Malformed)]
    [InlineData("", "", HandshakeProblem.ClosedEarly)]
    [InlineData("\x05", "", HandshakeProblem.ClosedEarly)]
    [InlineData("\x05\0\x05\0\0", "", HandshakeProblem.ClosedEarly)]
    [InlineData("\x05\0\x05\0\0\x01\0\0\0\0\0", "", HandshakeProblem.ClosedEarly)]
    [InlineData("\x05\0\x05\0\0\x03\xff" + "short", "", HandshakeProblem.ClosedEarly)]
    public async Task Bad_answer_is_the_proxys_failure(string answer, string user, HandshakeProblem problem) =>
        Assert.Equal(problem, (await new ProxyUnderTest(answer) { At = $"socks5://{user}127.0.0.1:1080" }.FailAsync()).Problem);

    [Theory]
    [InlineData("\x05\0\0\x01\x7f\0\0\x01\x04\x38")]
    [InlineData("\x05\0\0\x03\0\0\0")]
    [InlineData("\x05\0\0\x03\x04name\0\0")]
    [InlineData("\x05\0\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public async Task What_follows_the_answer_belongs_to_the_session(string reply)
    {
        await using var connection = await new ProxyUnderTest($"{Anonymous}{reply}SSH-2.0-hello").OpenAsync();
        Assert.Equal("SSH-2.0-hello", await connection.HearAllAsync());
    }

    [Fact]
    public async Task Longest_name_of_the_proxys_side_is_read_over()
    {
        await using var connection = await new ProxyUnderTest($"{Anonymous}\x05\0\0\x03\xff{new string('n', 255)}\0\0tail").OpenAsync();
        Assert.Equal("tail", await connection.HearAllAsync());
    }

    [Fact]
    public async Task Password_that_cannot_be_said_is_refused_before_anybody_is_dialled()
    {
        var proxy = new ProxyUnderTest("") { At = "socks5://joe@127.0.0.1:1080", Settings = new() { ProxyPassword = Secret.Of(new string('ä', 128)) } };
        var failure = await proxy.FailAsync();
        Assert.Equal((HandshakeProblem.PasswordTooLong, 255, 0), (failure.Problem, failure.Number, proxy.Dialled));
    }

    [Fact]
    public async Task Zone_is_refused_before_anybody_is_dialled()
    {
        var proxy = new ProxyUnderTest("") { Target = "[fe80::1%eth0]:80" };
        Assert.Equal((HandshakeProblem.TargetWithZone, 0), ((await proxy.FailAsync()).Problem, proxy.Dialled));
    }

    [Fact]
    public async Task Sessions_limits_begin_after_the_handshake_and_its_count_of_bytes_too()
    {
        var limits = new OperationLimits { Read = TimeSpan.Zero };
        var proxy = new ProxyUnderTest(Anonymous + Opened) { Settings = new() { Limits = limits } };
        await using var connection = await proxy.OpenAsync();
        Assert.Equal((limits, proxy.First.Heard.LongLength), proxy.First.Begun);
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
