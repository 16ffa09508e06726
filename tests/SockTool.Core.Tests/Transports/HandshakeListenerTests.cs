using System.Collections.Concurrent;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

/// <summary>Between accept(2) and a client: who may be in a handshake, who comes out of it, and what else does.</summary>
public sealed class HandshakeListenerTests : ITransportObserver, IAsyncDisposable
{
    private readonly MemoryListener strangers = new();
    private readonly ConcurrentQueue<Failure> failures = new();
    private HandshakeListener listener;

    public HandshakeListenerTests() => listener = Over(strangers, GreetedAsync);

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        await strangers.DisposeAsync();
    }

    void ITransportObserver.HandshakeFailed(string peer, Failure failure) => failures.Enqueue(failure);

    [Fact]
    public async Task Whoever_is_through_first_is_the_first_client()
    {
        var accepting = Accepting();
        await using var slow = strangers.Connect();
        await using var quick = strangers.Connect();
        await quick.SayAsync("hi");
        await (await WithinPatience(accepting)).SayAsync("you");
        await quick.HearAsync("you");
        await slow.SayAsync("hi");
        await (await WithinPatience(Accepting())).SayAsync("and you");
        await slow.HearAsync("and you");
    }

    [Fact]
    public async Task Whoever_fails_has_not_been_a_client_and_is_closed_and_told()
    {
        var accepting = Accepting();
        await using var bad = strangers.Connect();
        await bad.SayAsync("no");
        await bad.EndAsync();
        Assert.Equal("", await bad.HearAllAsync());
        Assert.False(accepting.IsCompleted);
        Assert.Equal(HandshakeProblem.Malformed, Assert.Single(failures).Problem);
        await using var good = strangers.Connect();
        await good.SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
    }

    [Fact]
    public async Task One_handshake_too_many_gives_up_the_oldest_and_says_crowded()
    {
        listener.HoldAtMost(2);
        var accepting = Accepting();
        await using var oldest = strangers.Connect();
        await using var older = strangers.Connect();
        await using var newest = strangers.Connect();
        Assert.Equal("", await oldest.HearAllAsync());
        Assert.Equal((FailureKind.TimedOut, HandshakeProblem.Crowded), (Assert.Single(failures).Kind, failures.Single().Problem));
        await older.SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
        await newest.SayAsync("hi");
        await (await WithinPatience(Accepting())).DisposeAsync();
        Assert.Single(failures);
    }

    [Fact]
    public async Task No_more_are_held_than_may_be_also_when_more_were_there_before()
    {
        var accepting = Accepting();
        var first = Enumerable.Range(0, 5).Select(_ => strangers.Connect()).ToList();
        await Patience.UntilAsync(() => strangers.Accepts == 6);
        listener.HoldAtMost(2);
        await using var last = strangers.Connect();
        await Patience.UntilAsync(() => failures.Count == 4);
        foreach (var gone in first[..4])
        {
            Assert.Equal("", await gone.HearAllAsync());
        }

        await first[4].SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
        Assert.Equal(4, failures.Count);
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(7, 3, 4)]
    [InlineData(100, 50, 50)]
    [InlineData(10_000, 256, 256)]
    public async Task Two_layers_of_handshakes_share_what_may_be_held(int most, int below, int above)
    {
        await using var inner = Over(new MemoryListener(), GreetedAsync);
        await using var outer = Over(inner, GreetedAsync);
        Assert.Equal(512, outer.MostHeld);
        outer.HoldAtMost(most);
        Assert.Equal((below, below + above), (inner.MostHeld, outer.MostHeld));
    }

    [Fact]
    public async Task Less_than_one_cannot_be_held()
    {
        await using var inner = Over(new MemoryListener(), GreetedAsync);
        await using var outer = Over(inner, GreetedAsync);
        outer.HoldAtMost(0);
        Assert.Equal((1, 2), (inner.MostHeld, outer.MostHeld));
    }

    [Fact]
    public async Task A_bug_in_a_handshake_comes_out_of_every_accept_from_then_on()
    {
        await Rebind((_, _) => throw new InvalidTimeZoneException("a bug"));
        var accepting = Accepting();
        await using var client = strangers.Connect();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithinPatience(accepting));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithinPatience(Accepting()));
        Assert.Equal("", await client.HearAllAsync());
        Assert.Empty(failures);
    }

    [Fact]
    public async Task A_bug_of_whoever_is_told_of_a_failure_comes_out_too()
    {
        await Rebind(GreetedAsync, new FaultyObserver());
        var accepting = Accepting();
        await using var bad = strangers.Connect();
        await bad.SayAsync("no");
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithinPatience(accepting));
        Assert.Equal("", await bad.HearAllAsync());
    }

    [Fact]
    public async Task Clients_that_were_through_before_a_bug_are_accepted_before_it()
    {
        await Rebind((carrier, cancellation) => GreetedAsync(carrier, "bug", cancellation));
        using var impatience = new CancellationTokenSource();
        var accepting = listener.AcceptAsync(impatience.Token).AsTask();
        await using var good = strangers.Connect();
        await using var other = strangers.Connect();
        await using var faulty = strangers.Connect();
        await good.SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
        await other.SayAsync("hi");
        await (await WithinPatience(Accepting())).DisposeAsync();
        await faulty.SayAsync("bug");
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithinPatience(Accepting()));
    }

    [Fact]
    public async Task A_cancelled_accept_ends_at_once_and_loses_nobody()
    {
        using var impatience = new CancellationTokenSource();
        var cancelled = listener.AcceptAsync(impatience.Token).AsTask();
        await using var client = strangers.Connect();
        await Patience.UntilAsync(() => strangers.Accepts == 2);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithinPatience(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithinPatience(listener.AcceptAsync(impatience.Token).AsTask()));
        await client.SayAsync("hi");
        await (await WithinPatience(Accepting())).DisposeAsync();
        Assert.Empty(failures);
    }

    [Fact]
    public async Task A_failed_accept_is_told_once_and_the_handshake_goes_on()
    {
        var accepting = Accepting();
        await using var client = strangers.Connect();
        strangers.Fail(new Failure(FailureKind.Other, Operation.Accept));
        Assert.Equal(FailureKind.Other, (await EndExtensions.FailureAsync(() => accepting)).Kind);
        await client.SayAsync("hi");
        await (await WithinPatience(Accepting())).DisposeAsync();
    }

    [Fact]
    public async Task Where_nobody_waits_it_would_block_unless_somebody_is_in_a_handshake()
    {
        var accepting = Accepting();
        await using var client = strangers.Connect();
        strangers.Fail(new Failure(FailureKind.WouldBlock, Operation.Accept));
        await Patience.UntilAsync(() => strangers.Accepts == 2);
        Assert.False(accepting.IsCompleted);
        await client.SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
        strangers.Fail(new Failure(FailureKind.WouldBlock, Operation.Accept));
        Assert.Equal(FailureKind.WouldBlock, (await EndExtensions.FailureAsync(Accepting)).Kind);
    }

    [Fact]
    public async Task A_closed_listener_ends_accepts_and_handshakes_and_tells_of_none()
    {
        var accepting = Accepting();
        await using var client = strangers.Connect();
        await Patience.UntilAsync(() => strangers.Accepts == 2);
        await listener.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithinPatience(accepting));
        Assert.Equal("", await client.HearAllAsync());
        Assert.True(strangers.IsClosed);
        Assert.Empty(failures);
    }

    private static Task<T> WithinPatience<T>(Task<T> task) => task.WaitAsync(Patience.Limit);

    private static ValueTask<IConnection> GreetedAsync(IConnection carrier, CancellationToken cancellation) => GreetedAsync(carrier, "nothing", cancellation);

    /// <summary>Who says "hi" is a client; who says <paramref name="bug"/> meets one.</summary>
    private static async ValueTask<IConnection> GreetedAsync(IConnection carrier, string bug, CancellationToken cancellation)
    {
        var word = new byte[8];
        var count = await carrier.ReadAsync(word, cancellation);
        return System.Text.Encoding.Latin1.GetString(word, 0, count) switch
        {
            "hi" => carrier,
            var said when said == bug => throw new InvalidTimeZoneException("a bug"),
            _ => throw new FailureException(new Failure(FailureKind.UpgradeRefused, Operation.Handshake) { Problem = HandshakeProblem.Malformed }),
        };
    }

    private HandshakeListener Over(IListener inner, Handshake shake, ITransportObserver? observer = null) =>
        new(inner, inner.Address, new SocketSettings { Observer = observer ?? this }, shake);

    private async Task Rebind(Handshake shake, ITransportObserver? observer = null)
    {
        await using var before = listener;
        listener = Over(strangers, shake, observer);
    }

    private Task<IConnection> Accepting() => listener.AcceptAsync(CancellationToken.None).AsTask();

    private sealed class FaultyObserver : ITransportObserver
    {
        public void HandshakeFailed(string peer, Failure failure) => throw new InvalidTimeZoneException("a bug");
    }
}
