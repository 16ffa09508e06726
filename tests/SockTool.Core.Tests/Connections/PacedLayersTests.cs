using System.Diagnostics;
using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

/// <summary>The bucket's clock is the machine's: what is sure is that nothing comes sooner.</summary>
public sealed class PacedLayersTests
{
    private const long Rate = 10_000;

    private static readonly byte[] Words = Encoding.Latin1.GetBytes(new string('x', 6000));

    // The bucket is full at the beginning, and holds a tenth of a second.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(0.5);

    [Fact]
    public async Task Writing_takes_its_time()
    {
        var target = new CollectingOutput();
        await using var paced = new PacedOutput(target, new TokenBucket(Rate, TimeProvider.System), Passing.Bytes);
        var began = Stopwatch.GetTimestamp();
        await paced.WriteAsync(Words, CancellationToken.None);
        Assert.True(Stopwatch.GetElapsedTime(began) >= Least - TimeSpan.FromMilliseconds(2));
        Assert.Equal(Encoding.Latin1.GetString(Words), target.Text);
    }

    [Fact]
    public async Task Reading_takes_its_time_and_takes_no_more_than_a_portion_ahead()
    {
        var source = new ScriptedConnection(Words);
        await using var paced = new PacedInput(source, new TokenBucket(Rate, TimeProvider.System), Passing.Bytes);
        var began = Stopwatch.GetTimestamp();
        var room = new byte[Words.Length];
        Assert.Equal(Rate / 20, await paced.ReadOnceAsync(room));
        Assert.Equal(Rate / 20, source.Said);
        await paced.HearAllAsync();
        Assert.True(Stopwatch.GetElapsedTime(began) >= Least - TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public async Task A_message_goes_out_whole_and_a_write_that_is_cancelled_before_has_sent_nothing_of_it()
    {
        var target = new CollectingOutput();
        await using var paced = new PacedOutput(target, new TokenBucket(Rate, TimeProvider.System), Passing.Messages);
        using var impatience = new CancellationTokenSource();
        var writing = paced.WriteAsync(Words, impatience.Token).AsTask();
        await Patience.UntilAsync(() => paced.IsHolding);
        Assert.Empty(target.Writes);
        await impatience.CancelAsync();
        Assert.Equal(0, (await Assert.ThrowsAsync<WriteCancelledException>(() => writing)).Transferred);
        Assert.False(paced.IsHolding);
    }

    [Fact]
    public async Task A_write_that_is_cancelled_tells_what_was_taken()
    {
        var target = new CollectingOutput();
        await using var paced = new PacedOutput(target, new TokenBucket(1, TimeProvider.System), Passing.Bytes);
        using var impatience = new CancellationTokenSource();
        var writing = paced.WriteAsync(Words, impatience.Token).AsTask();
        await Patience.UntilAsync(() => paced.IsHolding);
        await impatience.CancelAsync();
        var cancelled = await Assert.ThrowsAsync<WriteCancelledException>(() => writing);
        Assert.Equal(target.Text.Length, cancelled.Transferred);
        Assert.InRange(cancelled.Transferred, 2, 20);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_while_it_waits_loses_nothing()
    {
        var source = new ScriptedConnection("hello"u8.ToArray());
        await using var paced = new PacedInput(source, new TokenBucket(1, TimeProvider.System), Passing.Bytes);
        await paced.HearAsync("hel");
        using var impatience = new CancellationTokenSource();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await paced.ReadAsync(new byte[5], impatience.Token));
        await paced.HearAsync("lo");
    }
}
