using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports.Faults;

namespace SockTool.Core.Tests.Transports.Faults;

public sealed class CutTests
{
    private static readonly CutAfter Fault = new(5, SessionEnd.Reset);

    [Fact]
    public async Task So_much_is_heard_and_then_no_more()
    {
        await using var faulty = Over();
        await faulty.Client.SayAsync("hello world");
        await faulty.Connection.HearAsync("hello");
        Assert.Null(faulty.Session.HasCut);
        await EndExtensions.FailureAsync(async () => await faulty.Connection.ReadOnceAsync(new byte[1]));
        Assert.Equal(Fault, faulty.Session.HasCut);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("hello world")]
    public async Task So_much_is_said_and_the_session_is_cut_at_once(string words)
    {
        await using var faulty = Over();
        var failed = await Assert.ThrowsAsync<FailureException>(() => faulty.Connection.SayAsync(words));
        Assert.Equal(5, failed.Transferred);
        Assert.Equal(Fault, faulty.Session.HasCut);
        await faulty.Client.HearAsync("hello");
    }

    [Fact]
    public async Task Each_way_is_counted_by_itself()
    {
        await using var faulty = Over();
        await faulty.Client.SayAsync("1234");
        await faulty.Connection.HearAsync("1234");
        await faulty.Connection.SayAsync("1234");
        Assert.Null(faulty.Session.HasCut);
    }

    [Fact]
    public async Task What_is_still_on_its_way_arrives_before_the_cut()
    {
        var clock = new ManualClock();
        await using var faulty = new FaultyUnderTest(clock, 1, 1, Fault, new Latency(TimeSpan.FromSeconds(1), TimeSpan.Zero));
        var saying = Assert.ThrowsAsync<FailureException>(() => faulty.Connection.SayAsync("hello"));
        await clock.WaitedForAsync();
        Assert.Null(faulty.Session.HasCut);
        while (!saying.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await saying;
        await faulty.Client.HearAsync("hello");
    }

    [Fact]
    public async Task A_write_that_is_cancelled_while_the_cut_waits_for_what_is_on_its_way_tells_what_it_took()
    {
        var clock = new ManualClock();
        await using var faulty = new FaultyUnderTest(clock, 1, 1, Fault, new Latency(TimeSpan.FromSeconds(1), TimeSpan.Zero));
        using var cancellation = new CancellationTokenSource();
        var saying = faulty.Connection.WriteAsync("hello world"u8.ToArray(), cancellation.Token).AsTask();
        await clock.WaitedForAsync();
        await cancellation.CancelAsync();
        Assert.Equal(5, (await Assert.ThrowsAsync<WriteCancelledException>(() => saying)).Transferred);
        Assert.Null(faulty.Session.HasCut);
    }

    private static FaultyUnderTest Over() => new(TimeProvider.System, 1, 1, Fault);
}
