using System.Collections.Concurrent;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using static SockTool.Core.Tests.Transports.WebSockets.WebSocketStage;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>What our server makes of requests, and what it answers.</summary>
public sealed class WebSocketServerUpgradeTests : ITransportObserver, IAsyncDisposable
{
    private const string Get = "GET / HTTP/1.1\r\n";
    private const string Host = "Host: x\r\n";
    private const string Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    private const string Key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private const string Version = "Sec-WebSocket-Version: 13\r\n";

    private readonly ConcurrentQueue<Failure> failures = new();
    private readonly ConcurrentQueue<(string Peer, string Target, string Protocol)> upgrades = new();
    private readonly MemoryListener clients = new();

    public ValueTask DisposeAsync() => clients.DisposeAsync();

    void ITransportObserver.Upgraded(string peer, string target, string protocol) => upgrades.Enqueue((peer, target, protocol));

    void ITransportObserver.HandshakeFailed(string peer, Failure failure) => failures.Enqueue(failure);

    [Theory]
    [InlineData(Get + Host + Upgrade + Key + Version + "\r\n", "")]
    [InlineData("GET /any?x HTTP/1.1\nHOST:\nupgrade: h2c, WebSocket\nCONNECTION: keep-alive, UPGRADE\nsec-websocket-version:13\n" + Key + "\n", "")]
    [InlineData(Get + Host + Upgrade + Key + Version + "Sec-WebSocket-Protocol: z, two\r\nSec-WebSocket-Protocol: one\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n", "Sec-WebSocket-Protocol: two\r\n")]
    [InlineData(Get + Host + Upgrade + Key + Version + "Sec-WebSocket-Protocol: z\r\n\r\n", "")]
    public async Task A_request_by_the_rules_is_granted(string request, string chosen)
    {
        await using var listener = await ServeAsync();
        var accepting = listener.AcceptAsync(CancellationToken.None).AsTask();
        var client = clients.Connect();
        foreach (var one in request)
        {
            await client.SayAsync(one.ToString());
        }

        await using var accepted = await accepting.WaitAsync(Patience.Limit);

        // The example of RFC 6455 section 1.3.
        Assert.Equal($"HTTP/1.1 101 Switching Protocols\r\n{Upgrade}Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n{chosen}X-Ours: 1\r\n\r\n", await HearHeadAsync(client));
    }

    [Theory]
    [InlineData("/", "", "")]
    [InlineData("/chat?room=1", "Sec-WebSocket-Protocol: z, two\r\n", "two")]
    [InlineData("/", "Sec-WebSocket-Protocol: z\r\n", "")]
    public async Task Whoever_watches_is_told_what_was_asked_for_and_agreed_on(string target, string offer, string protocol)
    {
        await using var listener = await ServeAsync();
        var accepting = listener.AcceptAsync(CancellationToken.None).AsTask();
        await clients.Connect().SayAsync($"GET {target} HTTP/1.1\r\n{Host}{Upgrade}{Key}{Version}{offer}\r\n");
        await using var accepted = await accepting.WaitAsync(Patience.Limit);
        Assert.Equal(("far", target, protocol), Assert.Single(upgrades));
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\n" + Host + Upgrade + Key + Version + "\r\n", "400", HandshakeProblem.UpgradeUnwanted, "POST / HTTP/1.1")]
    [InlineData("GET / HTTP/1.0\r\n" + Host + Upgrade + Key + Version + "\r\n", "400", HandshakeProblem.UpgradeUnwanted, "GET / HTTP/1.0")]
    [InlineData("PRI * HTTP/2.0\r\n\r\n", "400", HandshakeProblem.UpgradeUnwanted, "PRI * HTTP/2.0")]
    [InlineData("GET  / HTTP/1.1\r\n\r\n", "400", HandshakeProblem.Malformed, "GET  / HTTP/1.1")]
    [InlineData("HELO\r\n\r\n", "400", HandshakeProblem.Malformed, "HELO")]
    [InlineData("\0\u0001\u00ff", "400", HandshakeProblem.Malformed, @"\x00")]
    [InlineData(Get + " folded: x\r\n\r\n", "400", HandshakeProblem.Malformed, "GET / HTTP/1.1")]
    [InlineData(Get + Upgrade + Key + Version + "\r\n", "400", HandshakeProblem.UpgradeField, "")]
    [InlineData(Get + Host + Host + Upgrade + Key + Version + "\r\n", "400", HandshakeProblem.UpgradeField, "x, x")]
    [InlineData(Get + Host + Key + Version + "\r\n", "426", HandshakeProblem.UpgradeField, "")]
    [InlineData(Get + Host + "Upgrade: websocket\r\nConnection: keep-alive\r\n" + Key + Version + "\r\n", "426", HandshakeProblem.UpgradeField, "keep-alive")]
    [InlineData(Get + Host + Upgrade + Key + "\r\n", "426", HandshakeProblem.UpgradeField, "")]
    [InlineData(Get + Host + Upgrade + Key + "Sec-WebSocket-Version: 8\r\n\r\n", "426", HandshakeProblem.UpgradeField, "8")]
    [InlineData(Get + Host + Upgrade + Key + Version + Version + "\r\n", "426", HandshakeProblem.UpgradeField, "13, 13")]
    [InlineData(Get + Host + Upgrade + Version + "\r\n", "400", HandshakeProblem.UpgradeField, "")]
    [InlineData(Get + Host + Upgrade + Version + Key + Key + "\r\n", "400", HandshakeProblem.UpgradeField, "dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData(Get + Host + Upgrade + Version + "Sec-WebSocket-Key: c2hvcnQ=\r\n\r\n", "400", HandshakeProblem.UpgradeField, "c2hvcnQ=")]
    [InlineData(Get + Host + Upgrade + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSBs\r\n\r\n", "400", HandshakeProblem.UpgradeField, "dGhlIHNhbXBsZSBub25jZSBs")]
    [InlineData(Get + Host + Upgrade + Version + "Sec-WebSocket-Key: ????????????????????????\r\n\r\n", "400", HandshakeProblem.UpgradeField, "????????????????????????")]
    public async Task Anything_else_is_refused_with_the_reason(string request, string status, HandshakeProblem problem, string found)
    {
        var (answer, failure) = await RefuseAsync(request);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 0\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(status == "426", answer.Contains("\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\nSec-WebSocket-Version: 13\r\n", StringComparison.Ordinal));
        Assert.Equal((FailureKind.UpgradeRefused, problem, found, "far"), (failure.Kind, failure.Problem, failure.Found, failure.Subject));
    }

    [Theory]
    [InlineData("/chat", "/chat", true)]
    [InlineData("/chat", "/chat?room=1", true)]
    [InlineData("/chat?room=1", "/chat?room=1", true)]
    [InlineData("/chat?room=1", "/chat", false)]
    [InlineData("/chat", "/", false)]
    [InlineData("/chat", "/chat/", false)]
    [InlineData("/chat", "/../chat", false)]
    public async Task A_path_of_its_own_is_the_only_one(string ours, string asked, bool isOurs)
    {
        var request = $"GET {asked} HTTP/1.1\r\n{Host}{Upgrade}{Key}\r\n";
        var (answer, _) = await RefuseAsync(request, ours);
        Assert.StartsWith(isOurs ? "HTTP/1.1 426 " : "HTTP/1.1 404 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16 * 1024, 1, HandshakeProblem.TooLong)]
    [InlineData(3, 101, HandshakeProblem.TooManyLines)]
    public async Task A_head_without_an_end_is_left_unread(int lineLength, int lines, HandshakeProblem problem)
    {
        var (answer, failure) = await RefuseAsync(Get + string.Concat(Enumerable.Repeat($"X:{new string('x', lineLength - 2)}\r\n", lines)));
        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
        Assert.Equal(problem, failure.Problem);
    }

    [Fact]
    public async Task Whoever_goes_before_the_end_of_its_request_gets_no_answer()
    {
        var (answer, failure) = await RefuseAsync(Get + Host);
        Assert.Equal(("", HandshakeProblem.ClosedEarly), (answer, failure.Problem));
    }

    [Fact]
    public async Task Whoever_says_nothing_delays_nobody_and_gets_ten_seconds()
    {
        var clock = new ManualClock();
        await using var listener = await ServeAsync(clock: clock);
        var accepting = listener.AcceptAsync(CancellationToken.None).AsTask();
        var silent = clients.Connect();
        var good = clients.Connect();
        await good.SayAsync(Get + Host + Upgrade + Key + Version + "\r\n");
        await using var accepted = await accepting.WaitAsync(Patience.Limit);
        Assert.Equal(TimeSpan.FromSeconds(10), await clock.PassAsync());
        await Patience.UntilAsync(() => !failures.IsEmpty);
        Assert.Equal(HandshakeProblem.TooSlow, failures.Single().Problem);
        await silent.EndAsync();
        Assert.Equal("", await silent.HearAllAsync());
    }

    [Fact]
    public async Task Ten_thousand_broken_requests_are_refused_or_granted_and_nothing_else()
    {
        var random = new Random(1);
        await using var listener = await ServeAsync();
        var accepting = listener.AcceptAsync(CancellationToken.None).AsTask();
        var granted = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var client = clients.Connect();
            await client.SayAsync((Get + Host + Upgrade + Key + Version + "\r\n").Mutated(random));
            await client.EndAsync();
            await Patience.UntilAsync(() => accepting.IsCompleted || failures.Count == i + 1 - granted);
            if (accepting.IsCompleted)
            {
                granted++;
                await (await accepting).DisposeAsync();
                accepting = listener.AcceptAsync(CancellationToken.None).AsTask();
            }
        }

        Assert.InRange(granted, 1, 5_000);
        Assert.Equal(10_000, failures.Count + granted);
    }

    private Task<IListener> ServeAsync(string target = "/", TimeProvider? clock = null) => ListenAsync(
        clients,
        new SocketSettings { Clock = clock ?? TimeProvider.System, Observer = this, WebSocket = new WebSocketSettings { Protocols = ["one", "two"], Headers = [new("X-Ours", "1")] } },
        target);

    private async Task<(string Answer, Failure Failure)> RefuseAsync(string request, string target = "/")
    {
        await using var listener = await ServeAsync(target);
        var accepting = listener.AcceptAsync(CancellationToken.None).AsTask();
        var client = clients.Connect();
        await client.SayAsync(request);
        await client.EndAsync();
        var answer = await client.HearAllAsync();
        Assert.False(accepting.IsCompleted);
        Assert.Empty(upgrades);
        return (answer, Assert.Single(failures));
    }
}
