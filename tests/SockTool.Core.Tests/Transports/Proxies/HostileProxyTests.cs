using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports.Proxies;

/// <summary>What holds for every protocol: each answer is hostile until it is read.</summary>
public sealed class HostileProxyTests
{
    private const int MostRead = 10 * 16 * 1024;

    public static TheoryData<string, string> Answers => new()
    {
        { "socks5://127.0.0.1:1080", "\x05\0\x05\0\0\x01\x7f\0\0\x01\x04\x38" },
        { "socks5://joe@127.0.0.1:1080", "\x05\x02\x01\0\x05\0\0\x03\x09localhost\x04\x38" },
        { "socks4://127.0.0.1:1080", "\0\x5a\0\0\0\0\0\0" },
        { "http://127.0.0.1:3128", "HTTP/1.1 200 Connection established\r\nVia: 1.1 example\r\n\r\n" },
        { "http://joe@127.0.0.1:3128", "HTTP/1.1 407 Who\r\nProxy-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", Basic realm=\"b\"\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task One_byte_at_a_time_is_the_same_answer(string at, string answer)
    {
        var proxy = Proxy(at, answer, piece: 1);
        await using var connection = await proxy.OpenAsync();
        Assert.Equal("tail", await connection.HearAllAsync());
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task One_byte_a_second_ends_with_the_limit(string at, string answer)
    {
        var clock = new ManualClock();
        var slow = new ScriptedConnection($"{answer}tail".Latin1(), AfterScript.Hangs) { Piece = 1, Pause = c => Task.Delay(TimeSpan.FromSeconds(1.5), clock, c) };
        var failing = new ProxyUnderTest(slow) { At = at, Settings = new SocketSettings { Clock = clock } }.FailAsync();
        while (!failing.IsCompleted)
        {
            await Task.Yield();
            clock.Advance(clock.IsWaitedFor ? TimeSpan.FromSeconds(0.5) : TimeSpan.Zero);
        }

        var failure = await failing;
        Assert.Equal((HandshakeProblem.TooSlow, TimeSpan.FromSeconds(10)), (failure.Problem, failure.Limit));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Silence_ends_with_the_limit_for_connecting_where_there_is_one(string at, string answer)
    {
        var clock = new ManualClock();
        var limits = new OperationLimits { Connect = TimeSpan.FromSeconds(3) };
        var proxy = new ProxyUnderTest(new ScriptedConnection(answer[..^1].Latin1(), AfterScript.Hangs)) { At = at, Settings = new() { Clock = clock, Limits = limits } };
        var failing = proxy.FailAsync();
        Assert.Equal(limits.Connect, await clock.PassAsync());
        Assert.Equal((HandshakeProblem.TooSlow, limits.Connect), ((await failing).Problem, (await failing).Limit));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Reset_is_the_proxys_failure_with_its_number(string at, string answer)
    {
        var failure = await new ProxyUnderTest(new ScriptedConnection(answer[..^1].Latin1(), AfterScript.Resets)) { At = at }.FailAsync();
        Assert.Equal((HandshakeProblem.ClosedEarly, 104), (failure.Problem, failure.Errno));
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Mutated_answer_opens_the_way_or_is_the_proxys_failure(string at, string answer)
    {
        var random = new Random(7);
        for (var i = 0; i < Accidents.Tries; i++)
        {
            var proxy = Proxy(at, answer.Mutated(random));
            try
            {
                await using var connection = await proxy.OpenAsync();
                Assert.False(((ScriptedConnection)connection).IsDisposed);
            }
            catch (FailureException failed)
            {
                Assert.Equal((FailureKind.ProxyFailed, at, true), (failed.Failure.Kind, failed.Failure.Subject, proxy.AllAreClosed));
            }

            Assert.InRange(proxy.First.Said, 0, MostRead);
        }
    }

    private static ProxyUnderTest Proxy(string at, string answer, int piece = int.MaxValue) => new(
        new ScriptedConnection($"{answer}tail".Latin1()) { Piece = piece },
        new ScriptedConnection("HTTP/1.1 200 OK\r\n\r\ntail".Latin1()) { Piece = piece })
    {
        At = at,
    };
}
