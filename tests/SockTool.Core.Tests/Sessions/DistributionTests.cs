using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

/// <summary>Rule K4 between many speakers and many listeners, with time that passes when told to.</summary>
public sealed class DistributionTests
{
    private const int Chunk = 64 * 1024;
    private const int FullQueue = 16;

    private readonly ManualClock clock = new();
    private readonly Distribution distribution;

    public DistributionTests() => distribution = new Distribution(clock);

    [Fact]
    public async Task What_one_says_goes_to_all_the_others_in_order_and_not_to_itself()
    {
        using var speaker = distribution.Join();
        using var one = distribution.Join();
        using var other = distribution.Join();
        await SayAsync("first ", speaker);
        await SayAsync("second ", speaker);
        await SayAsync("third", other);
        await one.HearAsync("first second third");
        await other.HearAsync("first second ");
        Assert.Equal(["third".Length, 0], [speaker.Abandon(), other.Abandon()]);
    }

    [Fact]
    public async Task Who_comes_late_gets_what_comes_after_and_who_leaves_what_came_before()
    {
        using var leaves = distribution.Join();
        await SayAsync("before ", null);
        using var late = distribution.Join();
        leaves.Complete();
        await SayAsync("after", null);
        Assert.Equal("before ", await leaves.HearAllAsync());
        await late.HearAsync("after");
    }

    [Fact]
    public async Task An_empty_message_is_a_message_and_no_end()
    {
        using var listener = distribution.Join();
        await SayAsync("", null);
        Assert.Equal((0, false), (await listener.ReadOnceAsync(new byte[1]), listener.HasEnded));
        listener.Complete();
        Assert.Equal((0, true), (await listener.ReadOnceAsync(new byte[1]), listener.HasEnded));
    }

    [Theory]
    [InlineData(Chunk, FullQueue)]
    [InlineData(1, 256)]
    [InlineData(2 * 1024 * 1024, 1)]
    public async Task A_queue_is_bounded_in_bytes_and_in_chunks_and_takes_one_of_any_size(int size, int most)
    {
        using var listener = distribution.Join();
        for (var i = 0; i < most; i++)
        {
            Assert.True(SayMuchAsync(size).IsCompletedSuccessfully);
        }

        var held = SayMuchAsync(size);
        Assert.False(held.IsCompleted);
        await ReadChunkAsync(listener, size);
        await held.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task K4_one_that_never_reads_holds_the_others_up_for_a_moment_and_is_dropped()
    {
        using var stalled = distribution.Join();
        using var reads = distribution.Join();
        var held = await FillAsync(reads);
        Assert.False(held.IsCompleted);
        var passed = TimeSpan.Zero;
        while (!held.IsCompleted)
        {
            passed += await clock.PassAsync();
            await Task.WhenAny(held, clock.WaitedForAsync());
        }

        await held;
        Assert.InRange(passed.TotalMilliseconds, 60, 100);
        var departure = await stalled.WaitForDepartureAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        Assert.Equal((FailureKind.PeerTookLess, Operation.Run), (departure?.Kind, departure?.Operation));
        await ReadChunkAsync(reads, Chunk);
        Assert.True(SayMuchAsync(Chunk).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task One_that_takes_something_in_time_stays()
    {
        using var late = distribution.Join();
        using var reads = distribution.Join();
        var held = await FillAsync(reads);
        await clock.WaitedForAsync();
        clock.Advance(TimeSpan.FromMilliseconds(50));
        await ReadChunkAsync(late, Chunk);
        await held.WaitAsync(Patience.Limit);
        Assert.False(late.WaitForDepartureAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task One_that_reads_alone_holds_its_speaker_and_is_never_dropped_until_somebody_else_waits()
    {
        using var slow = distribution.Join();
        using var speaker = distribution.Join();
        for (var i = 0; i < FullQueue; i++)
        {
            await SayMuchAsync(Chunk, speaker);
        }

        var held = SayMuchAsync(Chunk, speaker);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((false, false), (held.IsCompleted, clock.IsWaitedFor));
        using var third = distribution.Join();
        await clock.PassUntilAsync(held);
        Assert.True(slow.WaitForDepartureAsync(CancellationToken.None).IsCompleted);
        await ReadChunkAsync(third, Chunk);
    }

    [Fact]
    public async Task Two_that_send_to_each_other_without_reading_stop_no_third()
    {
        using var one = distribution.Join();
        using var other = distribution.Join();
        using var third = distribution.Join();
        for (var i = 0; i < FullQueue; i++)
        {
            await SayMuchAsync(Chunk, one);
            await SayMuchAsync(Chunk, other);
            await ReadChunkAsync(third, Chunk);
            await ReadChunkAsync(third, Chunk);
        }

        await clock.PassUntilAsync(Task.WhenAll(SayMuchAsync(Chunk, one), SayMuchAsync(Chunk, other)));
        await ReadChunkAsync(third, Chunk);
        await ReadChunkAsync(third, Chunk);
    }

    [Fact]
    public async Task One_that_does_not_read_cannot_stay_by_keeping_another_busy()
    {
        using var floods = distribution.Join();
        using var busy = distribution.Join();
        using var speaker = distribution.Join();
        for (var i = 0; i < FullQueue; i++)
        {
            await SayMuchAsync(Chunk, speaker);
        }

        await ReadChunkAsync(busy, Chunk);
        var held = SayMuchAsync(Chunk, speaker);
        while (!held.IsCompleted)
        {
            await ReadChunkAsync(busy, Chunk);
            speaker.Abandon();
            await SayMuchAsync(Chunk, floods);
            clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await held;
        Assert.True(floods.WaitForDepartureAsync(CancellationToken.None).IsCompleted);
        Assert.False(busy.WaitForDepartureAsync(CancellationToken.None).IsCompleted);
    }

    private Task SayMuchAsync(int size, Subscription? speaker = null) =>
        distribution.PublishAsync(new byte[size], speaker, Audience.WhoeverIsThere, CancellationToken.None).AsTask();

    private Task SayAsync(string text, Subscription? speaker) =>
        distribution.PublishAsync(text.Latin1(), speaker, Audience.WhoeverIsThere, CancellationToken.None).AsTask();

    /// <summary>Fills every queue but that of <paramref name="reader"/>; what is said then, which waits.</summary>
    private async Task<Task> FillAsync(Subscription reader)
    {
        for (var i = 0; i < FullQueue; i++)
        {
            await SayMuchAsync(Chunk);
            await ReadChunkAsync(reader, Chunk);
        }

        return SayMuchAsync(Chunk);
    }

    private static async Task ReadChunkAsync(Subscription listener, int size) => Assert.Equal(size, await listener.ReadOnceAsync(new byte[size]));
}
