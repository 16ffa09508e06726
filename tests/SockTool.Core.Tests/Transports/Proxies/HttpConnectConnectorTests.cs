using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports.Proxies;

public sealed class HttpConnectConnectorTests
{
    private const string Proxy = "http://127.0.0.1:3128";
    private const string ProxyOfJoe = "http://joe@127.0.0.1:3128";
    private const string Wanted = "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: ";

    private static readonly SocketSettings WithPassword = new() { ProxyPassword = Secret.Of("secret") };

    [Theory]
    [InlineData("example.com:80", "example.com:80")]
    [InlineData("192.0.2.7:65535", "192.0.2.7:65535")]
    [InlineData("[2001:db8::7]:443", "[2001:db8::7]:443")]
    [InlineData("bücher.example:80", "xn--bcher-kva.example:80")]
    public async Task Target_is_sent_as_it_is_and_never_resolved_here(string target, string sent)
    {
        var proxy = new ProxyUnderTest("HTTP/1.1 200 OK\r\n\r\n") { At = Proxy, Target = target };
        await using var connection = await proxy.OpenAsync();
        Assert.Equal($"CONNECT {sent} HTTP/1.1\r\nHost: {sent}\r\n\r\n", Text(proxy.First));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.0 200 Connection established\r\nVia: x\r\n\r\n")]
    [InlineData("HTTP/1.1 200\r\n\r\n")]
    [InlineData("HTTP/1.1 200 \r\n\r\n")]
    [InlineData("HTTP/1.1 299 odd\n\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n")] // RFC 9110 section 9.3.6: to be ignored
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")]
    public async Task What_follows_the_head_belongs_to_the_session(string head)
    {
        await using var connection = await new ProxyUnderTest($"{head}tail\r\n\r\n") { At = Proxy }.OpenAsync();
        Assert.Equal("tail\r\n\r\n", await connection.HearAllAsync());
    }

    [Theory]
    [InlineData("403 Forbidden", 403, "Forbidden")]
    [InlineData("401 Unauthorized", 401, "Unauthorized")]
    [InlineData("502 Bad Gateway", 502, "Bad Gateway")]
    [InlineData("500", 500, "")]
    [InlineData("301 Elsewhere", 301, "Elsewhere")]
    [InlineData("101 Switching Protocols", 101, "Switching Protocols")]
    [InlineData("503 \x1b[31m\0red\x07", 503, @"\x1B[31m\x00red\x07")]
    [InlineData("503 \x9b\xff \xc3\xa9", 503, @"\x9B\xFF é")] // one byte each, and UTF-8
    public async Task Every_other_status_is_a_refusal_with_its_reason(string status, int code, string reason)
    {
        var failure = await new ProxyUnderTest($"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n") { At = Proxy }.FailAsync();
        Assert.Equal((HandshakeProblem.HttpRefused, code, reason, "example.com:80"), (failure.Problem, failure.Number, failure.Found, failure.Expected));
    }

    [Theory]
    [InlineData("HTTP/2 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1  200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 -20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2\u00b20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1\t200 OK\r\n\r\n")]
    [InlineData("HTTP/11 200 OK\r\n\r\n")]
    [InlineData("http/1.1 200 OK\r\n\r\n")]
    [InlineData("ICY 200 OK\r\n\r\n")]
    [InlineData(" HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nname : value\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n folded\r\n\r\n")]
    [InlineData("\x05\0")]
    [InlineData("\x16\x03\x01\x02\0")]
    [InlineData("\xff\xff\xff\xff")]
    [InlineData("SSH-2.0-x")]
    [InlineData("HTTQ")]
    public async Task What_is_no_answer_of_HTTP_is_malformed(string answer) =>
        Assert.Equal(HandshakeProblem.Malformed, (await new ProxyUnderTest(answer) { At = Proxy }.FailAsync()).Problem);

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nVia: x\r\n")]
    public async Task Head_without_an_end_is_closed_early(string answer) =>
        Assert.Equal(HandshakeProblem.ClosedEarly, (await new ProxyUnderTest(answer) { At = Proxy }.FailAsync()).Problem);

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n", HandshakeProblem.TooManyLines)] // endless lines
    [InlineData("HTTP/", HandshakeProblem.TooLong)] // an endless line
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", HandshakeProblem.TooManyAnswers)] // endless patience wanted
    public async Task Endless_answer_is_read_to_a_bound(string repeated, HandshakeProblem problem)
    {
        var proxy = new ProxyUnderTest(new ScriptedConnection(repeated.Latin1(), AfterScript.Repeats)) { At = Proxy };
        Assert.Equal(problem, (await proxy.FailAsync()).Problem);
        Assert.InRange(proxy.First.Said, 1, 16 * 1024);
    }

    [Fact]
    public async Task What_is_not_HTTP_is_known_by_its_first_byte_that_cannot_be()
    {
        var proxy = new ProxyUnderTest(new ScriptedConnection("SSH-2.0-x".Latin1(), AfterScript.Hangs)) { At = Proxy };
        Assert.Equal((HandshakeProblem.Malformed, "S"), await Shown(proxy));
        proxy = new ProxyUnderTest(new ScriptedConnection("HT\x9b".Latin1(), AfterScript.Hangs)) { At = Proxy };
        Assert.Equal((HandshakeProblem.Malformed, @"HT\x9B"), await Shown(proxy));

        static async Task<(HandshakeProblem, string)> Shown(ProxyUnderTest proxy) => await proxy.FailAsync() is var failure ? (failure.Problem, failure.Found) : default;
    }

    [Theory]
    [InlineData("Basic realm=\"x\"")]
    [InlineData("Negotiate, basic")]
    [InlineData("Negotiate YWJj==, Basic realm=\"a, b\", charset=\"UTF-8\"")]
    [InlineData("Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=SHA-512-256\r\nProxy-Authenticate: Basic realm=\"x\"")]
    public async Task Basic_is_told_only_when_asked_for_on_a_connection_of_its_own(string challenge)
    {
        var second = new ScriptedConnection("HTTP/1.1 200 OK\r\n\r\ntail".Latin1());
        var proxy = new ProxyUnderTest(new ScriptedConnection($"{Wanted}{challenge}\r\n\r\n".Latin1()), second) { At = ProxyOfJoe, Settings = WithPassword };
        await using var connection = await proxy.OpenAsync();
        Assert.DoesNotContain("Authorization", Text(proxy.First), StringComparison.Ordinal);
        Assert.True(proxy.First.IsDisposed);
        Assert.Contains("\r\nProxy-Authorization: Basic am9lOnNlY3JldA==\r\n\r\n", Text(second), StringComparison.Ordinal);
        Assert.Equal("tail", await connection.HearAllAsync());
        Assert.Single(proxy.Told);
    }

    [Theory]
    [InlineData("Digest realm=\"x\", nonce=\"n\", qop=\"auth,auth-int\", Basic realm=\"x\"", "algorithm=MD5")]
    [InlineData("Basic realm=\"x\", Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=md5, Digest realm=\"x\", nonce=\"n\", qop=auth, algorithm=SHA-256", "algorithm=SHA-256")]
    public async Task Strongest_digest_comes_before_Basic(string challenge, string chosen)
    {
        var second = new ScriptedConnection("HTTP/1.1 200 OK\r\n\r\n".Latin1());
        var proxy = new ProxyUnderTest(new ScriptedConnection($"{Wanted}{challenge}\r\n\r\n".Latin1()), second) { At = ProxyOfJoe, Settings = WithPassword };
        await using var connection = await proxy.OpenAsync();
        Assert.Contains("\r\nProxy-Authorization: Digest username=\"joe\", realm=\"x\", uri=\"example.com:80\", " + chosen, Text(second), StringComparison.Ordinal);
        Assert.DoesNotContain("Basic", Text(second), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Proxy, "Basic realm=\"x\"", HandshakeProblem.CredentialsWanted, "")]
    [InlineData(ProxyOfJoe, "Negotiate", HandshakeProblem.NoCommonMethod, "Negotiate")]
    [InlineData(ProxyOfJoe, "Digest realm=\"x\", nonce=\"n\"", HandshakeProblem.NoCommonMethod, "Digest")]
    [InlineData(ProxyOfJoe, "", HandshakeProblem.NoCommonMethod, "")]
    [InlineData(ProxyOfJoe, "realm=\"x\"", HandshakeProblem.NoCommonMethod, "")]
    public async Task Demand_that_cannot_be_met_is_told(string at, string challenge, HandshakeProblem problem, string found)
    {
        var failure = await new ProxyUnderTest($"{Wanted}{challenge}\r\n\r\n") { At = at, Settings = WithPassword }.FailAsync();
        Assert.Equal((problem, found), (failure.Problem, failure.Found));
    }

    [Theory]
    [InlineData(Wanted + "Basic realm=\"x\"\r\n\r\n")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\n\r\n")] // tinyproxy's way
    public async Task Second_demand_is_a_refusal_of_the_password(string again)
    {
        var proxy = new ProxyUnderTest(new ScriptedConnection($"{Wanted}Basic realm=\"x\"\r\n\r\n".Latin1()), new ScriptedConnection(again.Latin1())) { At = ProxyOfJoe, Settings = WithPassword };
        Assert.Equal(HandshakeProblem.CredentialsRefused, (await proxy.FailAsync()).Problem);
        Assert.Equal(2, proxy.Dialled);
    }

    private static string Text(ScriptedConnection connection) => Encoding.Latin1.GetString(connection.Heard);
}
