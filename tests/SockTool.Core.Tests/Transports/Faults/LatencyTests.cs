using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports.Faults;

namespace SockTool.Core.Tests.Transports.Faults;

public sealed class LatencyTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(80);

    private readonly ManualClock clock = new();

    [Fact]
    public async Task What_comes_is_heard_after_the_delay_and_not_before()
    {
        await using var faulty = Over(jitter: default);
        await faulty.Client.SayAsync("hello");
        var hearing = faulty.Connection.HearAsync("hello");
        Assert.Equal(Delay, await clock.WaitedForAsync());
        clock.Advance(Delay - TimeSpan.FromMilliseconds(1));
        Assert.False(hearing.IsCompleted);
        Assert.True(faulty.Connection.IsHolding);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await hearing.WaitAsync(Patience.Limit);
        Assert.False(faulty.Connection.IsHolding);
    }

    [Fact]
    public async Task What_is_said_arrives_after_the_delay_and_so_does_the_end()
    {
        await using var faulty = Over(jitter: default);
        await faulty.Connection.SayAsync("hello");
        await clock.WaitedForAsync();
        Assert.Equal(0, faulty.Connection.Acknowledged);
        var ending = faulty.Connection.EndAsync();
        var hearing = faulty.Client.HearAllAsync();
        Assert.False(hearing.IsCompleted || ending.IsCompleted);
        clock.Advance(Delay);
        Assert.Equal("hello", await hearing.WaitAsync(Patience.Limit));
        await ending.WaitAsync(Patience.Limit);
        Assert.Equal(5, faulty.Connection.Acknowledged);
    }

    [Fact]
    public async Task It_is_no_bottleneck()
    {
        await using var faulty = Over(jitter: default);
        for (var i = 0; i < 100; i++)
        {
            await faulty.Connection.SayAsync("0123456789");
        }

        var ending = faulty.Connection.EndAsync();
        await clock.WaitedForAsync();
        clock.Advance(Delay);
        Assert.Equal(1000, (await faulty.Client.HearAllAsync().WaitAsync(Patience.Limit)).Length);
        await ending;
    }

    [Fact]
    public async Task Jitter_is_within_its_bounds_and_nothing_overtakes()
    {
        await using var faulty = Over(jitter: Delay / 2);
        var words = string.Concat(Enumerable.Range(0, 100).Select(i => $"{i},"));
        foreach (var word in words.Split(',')[..^1])
        {
            await faulty.Connection.SayAsync($"{word},");
        }

        var ending = faulty.Connection.EndAsync();
        var hearing = faulty.Client.HearAllAsync();
        var first = await clock.WaitedForAsync();
        Assert.InRange(first, Delay / 2, Delay * 1.5);
        clock.Advance(Delay * 1.5);
        Assert.Equal(words, await hearing.WaitAsync(Patience.Limit));
        await ending;
    }

    [Fact]
    public async Task A_client_that_is_gone_is_told_by_a_later_write_or_the_end()
    {
        await using var faulty = Over(jitter: default);
        faulty.Client.StopReading();
        await faulty.Connection.SayAsync("hello");
        await clock.PassAsync();
        var failure = await EndExtensions.FailureAsync(faulty.Connection.EndAsync);
        Assert.Equal(FailureKind.Reset, failure.Kind);
        Assert.Equal(FailureKind.Reset, (await EndExtensions.FailureAsync(() => faulty.Connection.SayAsync("more"))).Kind);
    }

    [Fact]
    public async Task A_reset_is_told_after_what_came_before_it()
    {
        await using var faulty = Over(jitter: default);
        await faulty.Client.SayAsync("half");
        faulty.Client.Reset();
        var hearing = faulty.Connection.HearAsync("half");
        await clock.WaitedForAsync();
        clock.Advance(Delay);
        await hearing;
        Assert.Equal(FailureKind.Reset, (await EndExtensions.FailureAsync(async () => await faulty.Connection.ReadOnceAsync(new byte[1]))).Kind);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_loses_nothing()
    {
        await using var faulty = Over(jitter: default);
        await faulty.Client.SayAsync("hello");
        using var impatience = new CancellationTokenSource();
        var waiting = faulty.Connection.ReadAsync(new byte[5], impatience.Token).AsTask();
        await clock.WaitedForAsync();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        clock.Advance(Delay);
        await faulty.Connection.HearAsync("hello");
    }

    private FaultyUnderTest Over(TimeSpan jitter) => new(clock, 1, 1, new Latency(Delay, jitter));
}
