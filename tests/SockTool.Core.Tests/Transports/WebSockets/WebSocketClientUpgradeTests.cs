using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;
using static SockTool.Core.Tests.Transports.WebSockets.WebSocketStage;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>What our client asks, and what it makes of answers.</summary>
public sealed class WebSocketClientUpgradeTests
{
    private const string Yes = "HTTP/1.1 101 Switching Protocols\r\n";
    private const string Fields = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ACCEPT\r\n";

    [Theory]
    [InlineData("ws://example.test", "example.test", "/")]
    [InlineData("ws://example.test:443/a?b=c", "example.test:443", "/a?b=c")]
    [InlineData("wss://example.test", "example.test", "/")]
    [InlineData("wss://example.test:80", "example.test:80", "/")]
    [InlineData("ws://[::1]:5000/", "[::1]:5000", "/")]
    [InlineData("ws://[fe80::1%25]:5000/", "[fe80::1]:5000", "/")]
    [InlineData("ws://bücher.test/", "xn--bcher-kva.test", "/")]
    public async Task It_asks_for_the_target_at_the_host(string address, string host, string target)
    {
        Assert.True(EndpointParser.TryParse([address], EndpointRole.Dial, out var endpoint, out var problem), problem?.ToString());
        var (near, far) = MemoryConnection.Pair();
        var dialling = DialAsync(near, endpoint: (WebSocketEndpoint)endpoint);
        var request = await HearHeadAsync(far);
        await far.SayAsync(AnswerTo(request));
        await (await dialling).DisposeAsync();
        Assert.StartsWith($"GET {target} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ", request, StringComparison.Ordinal);
        Assert.EndsWith("==\r\nSec-WebSocket-Version: 13\r\n\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_offers_protocols_and_has_headers_of_its_own()
    {
        var (near, far) = MemoryConnection.Pair();
        var dialling = DialAsync(near, new SocketSettings { WebSocket = new WebSocketSettings { Protocols = ["a", "b"], Headers = [new("X-One", "1 2")] } });
        var request = await HearHeadAsync(far);
        Assert.EndsWith("Sec-WebSocket-Protocol: a, b\r\nX-One: 1 2\r\n\r\n", request, StringComparison.Ordinal);
        await far.SayAsync(AnswerTo(request, more: "Sec-WebSocket-Protocol: b\r\n"));
        await (await dialling).DisposeAsync();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Sec-WebSocket-Protocol: b\r\n", "b")]
    public async Task Whoever_watches_is_told_what_was_asked_for_and_agreed_on(string choice, string protocol)
    {
        var (near, far) = MemoryConnection.Pair();
        var watch = new Watch();
        var dialling = DialAsync(near, new SocketSettings { Observer = watch, WebSocket = new WebSocketSettings { Protocols = ["a", "b"] } });
        await far.SayAsync(AnswerTo(await HearHeadAsync(far), more: choice));
        await (await dialling).DisposeAsync();
        Assert.Equal(("far", "/chat?x=1", protocol), watch.Told);
    }

    [Theory]
    [InlineData("HTTP/1.1 101\r\nupgrade: WEBSOCKET\r\nconnection: close , uPgRaDe\r\nsec-websocket-accept:\tACCEPT \r\n\r\n")]
    [InlineData("HTTP/1.1 101 x\nUpgrade: other, websocket\nConnection: x\nConnection: Upgrade\nSec-WebSocket-Accept: ACCEPT\n\n")]
    public async Task Any_form_that_the_rules_allow_is_a_yes(string answer) => Assert.Null(await FailureOfAsync(answer));

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\n\r\n", HandshakeProblem.UpgradeDeclined, "", "HTTP/1.1 403 Forbidden")]
    [InlineData("HTTP/1.1 200 \u001b[2J\r\n\r\n", HandshakeProblem.UpgradeDeclined, "", @"HTTP/1.1 200 \x1B[2J")]
    [InlineData("HTTP/1.1 1010 x\r\n\r\n", HandshakeProblem.Malformed, "", "HTTP/1.1 1010 x")]
    [InlineData("HTTP/2 101\r\n\r\n", HandshakeProblem.Malformed, "", "HTTP/2 101")]
    [InlineData("SSH-2.0-OpenSSH_9.2p1\r\n\r\n", HandshakeProblem.Malformed, "", "S")]
    [InlineData("\u0016\u0003\u0001", HandshakeProblem.Malformed, "", @"\x16")]
    [InlineData(Yes + "Upgrade : websocket\r\n\r\n", HandshakeProblem.Malformed, "", "HTTP/1.1 101 Switching Protocols")]
    [InlineData(Yes + "no colon\r\n\r\n", HandshakeProblem.Malformed, "", "HTTP/1.1 101 Switching Protocols")]
    [InlineData(Yes + "\r\n", HandshakeProblem.UpgradeField, "Upgrade: websocket", "")]
    [InlineData(Yes + "Upgrade: h2c\r\n\r\n", HandshakeProblem.UpgradeField, "Upgrade: websocket", "h2c")]
    [InlineData(Yes + "Upgrade: websocket\r\n\r\n", HandshakeProblem.UpgradeField, "Connection: Upgrade", "")]
    [InlineData(Yes + "Upgrade: websocket\r\nConnection: close\r\n\r\n", HandshakeProblem.UpgradeField, "Connection: Upgrade", "close")]
    [InlineData(Yes + "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n", HandshakeProblem.UpgradeField, "Sec-WebSocket-Accept: ACCEPT", "")]
    [InlineData(Yes + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n", HandshakeProblem.UpgradeField, "Sec-WebSocket-Accept: ACCEPT", "x")]
    [InlineData(Yes + Fields + "Sec-WebSocket-Accept: ACCEPT\r\n\r\n", HandshakeProblem.UpgradeField, "Sec-WebSocket-Accept: ACCEPT", "ACCEPT, ACCEPT")]
    [InlineData(Yes + Fields + "Sec-WebSocket-Protocol: a\r\n\r\n", HandshakeProblem.UpgradeNotOffered, "", "a")]
    [InlineData(Yes + Fields + "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n", HandshakeProblem.UpgradeNotOffered, "", "permessage-deflate")]
    [InlineData("", HandshakeProblem.ClosedEarly, "", "")]
    [InlineData(Yes + Fields, HandshakeProblem.ClosedEarly, "", "")]
    public async Task Anything_else_is_no_WebSocket(string answer, HandshakeProblem problem, string expected, string found)
    {
        var failure = await FailureOfAsync(answer);
        Assert.Equal((FailureKind.UpgradeRefused, Operation.Handshake, problem, "far"), (failure!.Kind, failure.Operation, failure.Problem, failure.Subject));
        Assert.Equal((expected, found), (failure.Expected, failure.Found));
    }

    [Theory]
    [InlineData(16 * 1024, 1, HandshakeProblem.TooLong)]
    [InlineData(3, 101, HandshakeProblem.TooManyLines)]
    public async Task A_head_without_an_end_is_left_unread(int lineLength, int lines, HandshakeProblem problem)
    {
        var line = string.Concat("X:", new string('x', lineLength - 2), "\r\n");
        var failure = await FailureOfAsync(Yes + string.Concat(Enumerable.Repeat(line, lines)));
        Assert.Equal(problem, failure!.Problem);
    }

    [Fact]
    public async Task A_server_that_says_nothing_gets_ten_seconds()
    {
        var clock = new ManualClock();
        var (near, far) = MemoryConnection.Pair();
        var dialling = EndExtensions.FailureAsync(() => DialAsync(near, new SocketSettings { Clock = clock }));
        await HearHeadAsync(far);
        await clock.PassAsync();
        var failure = await dialling;
        Assert.Equal((HandshakeProblem.TooSlow, TimeSpan.FromSeconds(10), true), (failure.Problem, failure.Limit, near.IsDisposed));
    }

    [Fact]
    public async Task What_follows_the_answer_is_the_first_message()
    {
        var (near, far) = MemoryConnection.Pair();
        var dialling = DialAsync(near);
        foreach (var one in AnswerTo(await HearHeadAsync(far)) + "\u0082\u0002hi")
        {
            await far.SayAsync(one.ToString());
        }

        await using var ours = await dialling;
        await ours.HearAsync("hi");
    }

    [Fact]
    public async Task Ten_thousand_broken_answers_are_a_failure_or_a_yes_and_nothing_else()
    {
        var random = new Random(1);
        var failures = 0;
        for (var i = 0; i < 10_000; i++)
        {
            failures += await FailureOfAsync(answer => answer.Mutated(random)) is null ? 0 : 1;
        }

        Assert.InRange(failures, 5_000, 9_999);
    }

    private sealed class Watch : ITransportObserver
    {
        public (string Peer, string Target, string Protocol) Told { get; private set; }

        public void Upgraded(string peer, string target, string protocol) => Told = (peer, target, protocol);
    }

    private static Task<Failure?> FailureOfAsync(string answer) => FailureOfAsync(_ => answer);

    /// <summary>What our client makes of an answer, after which the server ends the connection.</summary>
    private static async Task<Failure?> FailureOfAsync(Func<string, string> answer)
    {
        var (near, far) = MemoryConnection.Pair();
        var dialling = DialAsync(near);
        var request = await HearHeadAsync(far);
        var accept = AcceptFor(request);
        await far.SayAsync(answer(AnswerTo(request)).Replace("ACCEPT", accept, StringComparison.Ordinal));
        await far.EndAsync();
        try
        {
            await (await dialling).DisposeAsync();
            return null;
        }
        catch (FailureException failed)
        {
            Assert.True(near.IsDisposed);
            return failed.Failure with
            {
                Expected = failed.Failure.Expected.Replace(accept, "ACCEPT", StringComparison.Ordinal),
                Found = failed.Failure.Found.Replace(accept, "ACCEPT", StringComparison.Ordinal),
            };
        }
    }
}
