using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Transports.Proxies;

public sealed class Socks4ConnectorTests
{
    private const string Granted = "\0\x5a\0\0\0\0\0\0";

    [Theory]
    [InlineData("", "192.0.2.7:80", "\x04\x01\0\x50\xc0\0\x02\x07\0")]
    [InlineData("joe@", "192.0.2.7:80", "\x04\x01\0\x50\xc0\0\x02\x07joe\0")]
    [InlineData("", "example.com:443", "\x04\x01\x01\xbb\0\0\0\x01\0" + "example.com\0")]
    [InlineData("joe@", "bücher.example:443", "\x04\x01\x01\xbb\0\0\0\x01joe\0xn--bcher-kva.example\0")]
    public async Task Target_is_sent_as_it_is_and_never_resolved_here(string user, string target, string sent)
    {
        var proxy = new ProxyUnderTest($"{Granted}tail") { At = $"socks4://{user}127.0.0.1:1080", Target = target };
        await using var connection = await proxy.OpenAsync();
        Assert.Equal(sent.Latin1(), proxy.First.Heard);
        Assert.Equal("tail", await connection.HearAllAsync());
    }

    [Theory]
    [InlineData("\0\x5b\0\0\0\0\0\0", HandshakeProblem.Socks4Refused, 91)]
    [InlineData("\0\x5c\0\0\0\0\0\0", HandshakeProblem.Socks4Refused, 92)]
    [InlineData("\0\x5d\0\0\0\0\0\0", HandshakeProblem.Socks4Refused, 93)]
    [InlineData("\0\0\0\0\0\0\0\0", HandshakeProblem.Socks4Refused, 0)]
    [InlineData("\0\xff\xff\xff\xff\xff\xff\xff", HandshakeProblem.Socks4Refused, 255)]
    [InlineData("\x04\x5a\0\0\0\0\0\0", HandshakeProblem.Malformed, 0)]
    [InlineData("\x05\0\0\x01\0\0\0\0\0\0", HandshakeProblem.Malformed, 0)]
    [InlineData("\xff\xff\xff\xff\xff\xff\xff\xff", HandshakeProblem.Malformed, 0)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", HandshakeProblem.Malformed, 0)]
    [InlineData("", HandshakeProblem.ClosedEarly, 0)]
    [InlineData("\0\x5a\0\0\0\0\0", HandshakeProblem.ClosedEarly, 0)]
    public async Task Bad_answer_is_the_proxys_failure(string answer, HandshakeProblem problem, int number)
    {
        var failure = await new ProxyUnderTest(answer) { At = "socks4://127.0.0.1:1080" }.FailAsync();
        Assert.Equal((problem, number), (failure.Problem, failure.Number));
    }

    [Theory]
    [InlineData("[::1]:80")]
    [InlineData("[::ffff:192.0.2.7]:80")]
    public async Task IPv6_is_refused_before_anybody_is_dialled(string target)
    {
        var proxy = new ProxyUnderTest("") { At = "socks4://127.0.0.1:1080", Target = target };
        Assert.Equal((HandshakeProblem.TargetOfIPv6, 0), ((await proxy.FailAsync()).Problem, proxy.Dialled));
    }
}
