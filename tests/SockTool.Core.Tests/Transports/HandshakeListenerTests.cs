using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using static SockTool.Core.Tests.Transports.HandshakeStage;

namespace SockTool.Core.Tests.Transports;

/// <summary>Who may be in a handshake, and what is told of who was not through it.</summary>
public sealed class HandshakeListenerTests : IAsyncDisposable
{
    private readonly HandshakeStage stage = new();

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Whoever_fails_has_not_been_a_client_and_is_closed_and_told()
    {
        var accepting = stage.Accepting();
        await using var bad = stage.Strangers.Connect();
        await bad.SayAsync("no");
        await bad.EndAsync();
        Assert.Equal("", await bad.HearAllAsync());
        Assert.False(accepting.IsCompleted);
        Assert.Equal(HandshakeProblem.Malformed, Assert.Single(stage.Failures).Problem);
        await using var good = stage.Strangers.Connect();
        await good.SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
    }

    [Fact]
    public async Task One_handshake_too_many_gives_up_the_oldest_and_says_crowded()
    {
        stage.Listener.HoldAtMost(2);
        var accepting = stage.Accepting();
        await using var oldest = stage.Strangers.Connect();
        await using var older = stage.Strangers.Connect();
        await using var newest = stage.Strangers.Connect();
        Assert.Equal("", await oldest.HearAllAsync());
        Assert.Equal((FailureKind.TimedOut, HandshakeProblem.Crowded), (Assert.Single(stage.Failures).Kind, stage.Failures.Single().Problem));
        await older.SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
        await newest.SayAsync("hi");
        await (await WithinPatience(stage.Accepting())).DisposeAsync();
        Assert.Single(stage.Failures);
    }

    [Fact]
    public async Task No_more_are_held_than_may_be_also_when_more_were_there_before()
    {
        var accepting = stage.Accepting();
        var first = Enumerable.Range(0, 5).Select(_ => stage.Strangers.Connect()).ToList();
        await Patience.UntilAsync(() => stage.Strangers.Accepts == 6);
        stage.Listener.HoldAtMost(2);
        await using var last = stage.Strangers.Connect();
        await Patience.UntilAsync(() => stage.Failures.Count == 4);
        foreach (var gone in first[..4])
        {
            Assert.Equal("", await gone.HearAllAsync());
        }

        await first[4].SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
        Assert.Equal(4, stage.Failures.Count);
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(7, 3, 4)]
    [InlineData(100, 50, 50)]
    [InlineData(10_000, 256, 256)]
    public async Task Two_layers_of_handshakes_share_what_may_be_held(int most, int below, int above)
    {
        await using var inner = stage.Over(new MemoryListener(), GreetedAsync);
        await using var outer = stage.Over(inner, GreetedAsync);
        Assert.Equal(512, outer.MostHeld);
        outer.HoldAtMost(most);
        Assert.Equal((below, below + above), (inner.MostHeld, outer.MostHeld));
    }

    [Fact]
    public async Task Less_than_one_cannot_be_held()
    {
        await using var inner = stage.Over(new MemoryListener(), GreetedAsync);
        await using var outer = stage.Over(inner, GreetedAsync);
        outer.HoldAtMost(0);
        Assert.Equal((1, 2), (inner.MostHeld, outer.MostHeld));
    }

    [Fact]
    public async Task A_bug_of_whoever_is_told_of_a_failure_comes_out_too()
    {
        await stage.RebindAsync(GreetedAsync, new FaultyObserver());
        var accepting = stage.Accepting();
        await using var bad = stage.Strangers.Connect();
        await bad.SayAsync("no");
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithinPatience(accepting));
        Assert.Equal("", await bad.HearAllAsync());
    }

    private sealed class FaultyObserver : ITransportObserver
    {
        public void HandshakeFailed(string peer, Failure failure) => throw new InvalidTimeZoneException("a bug");
    }
}
