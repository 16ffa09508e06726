using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

public sealed class InputBroadcastTests : IDisposable
{
    private const int MoreThanAQueue = 300;

    private readonly CancellationTokenSource over = new();

    public void Dispose()
    {
        over.Cancel();
        over.Dispose();
    }

    [Fact]
    public async Task Everyone_gets_everything_and_the_end()
    {
        var broadcast = new InputBroadcast(new PiecesInput(["one"u8.ToArray(), "two"u8.ToArray()]));
        using var first = broadcast.Join();
        using var second = broadcast.Join();
        var running = broadcast.RunAsync(over.Token);
        Assert.Equal("onetwo", await first.HearAllAsync());
        Assert.Equal("onetwo", await second.HearAllAsync(buffer: 2));
        await running;
    }

    [Fact]
    public async Task S4_nothing_is_read_while_nobody_listens()
    {
        var input = new PiecesInput(["one"u8.ToArray()]);
        var broadcast = new InputBroadcast(input);
        var running = broadcast.RunAsync(over.Token);
        Assert.Equal(0, input.Reads);
        using var first = broadcast.Join();
        Assert.Equal("one", await first.HearAllAsync());
        await running;
    }

    [Fact]
    public async Task Who_joins_later_gets_what_is_read_from_then_on_and_after_the_end_the_end()
    {
        var (near, far) = MemoryConnection.Pair();
        var broadcast = new InputBroadcast(near);
        using var first = broadcast.Join();
        var running = broadcast.RunAsync(over.Token);
        await far.SayAsync("one");
        await first.HearAsync("one");
        using var second = broadcast.Join();
        await far.SayAsync("two");
        await far.EndAsync();
        Assert.Equal("two", await second.HearAllAsync());
        await running;
        using var third = broadcast.Join();
        Assert.Equal("", await third.HearAllAsync());
    }

    [Fact]
    public async Task What_was_read_when_the_last_listener_had_left_goes_to_the_next_and_is_not_dropped_in_silence()
    {
        var (near, far) = MemoryConnection.Pair();
        var broadcast = new InputBroadcast(near);
        var first = broadcast.Join();
        _ = broadcast.RunAsync(over.Token);
        await far.SayAsync("one");
        await first.HearAsync("one");
        first.Dispose();
        await far.SayAsync("two");
        await far.EndAsync();
        await Patience.UntilAsync(() => near.HasBeenReadEmpty);
        using var second = broadcast.Join();
        Assert.Equal("two", await second.HearAllAsync());
    }

    [Fact]
    public async Task One_that_reads_alone_holds_the_input_back_and_loses_nothing()
    {
        var input = new PiecesInput(Chunks());
        var broadcast = new InputBroadcast(input);
        using var only = broadcast.Join();
        var running = broadcast.RunAsync(over.Token);
        Assert.InRange(input.Reads, 1, MoreThanAQueue - 1);
        Assert.Equal(MoreThanAQueue, (await only.HearAllAsync()).Length);
        await running;
    }

    [Fact]
    public async Task K4_a_slow_reader_is_cut_off_and_does_not_stop_the_others()
    {
        var broadcast = new InputBroadcast(new PiecesInput(Chunks()));
        using var slow = broadcast.Join();
        using var fast = broadcast.Join();
        var running = broadcast.RunAsync(over.Token);
        Assert.Equal(MoreThanAQueue, (await fast.HearAllAsync()).Length);
        await running;
        var failure = await EndExtensions.FailureAsync(() => slow.HearAllAsync());
        Assert.Equal(FailureKind.PeerTookLess, failure.Kind);
    }

    [Fact]
    public async Task K4_a_client_that_reads_nothing_is_dropped_with_its_name_and_the_bytes_it_did_not_get()
    {
        var broadcast = new InputBroadcast(new PiecesInput(Chunks()));
        using var slow = broadcast.Join();
        using var fast = broadcast.Join();
        var (remote, _) = MemoryConnection.Pair(room: 1);
        using var stopper = new Stopper();
        using var relay = new Relay(new JoinedConnection("local", slow, DiscardOutput.Instance), remote, new RelaySettings(), ObserverGroup.None);
        var serving = relay.RunAsync(stopper);
        var running = broadcast.RunAsync(over.Token);
        await fast.HearAllAsync();
        await running;
        var failure = (await serving.WaitAsync(TimeSpan.FromSeconds(5))).Failure;
        Assert.Equal((FailureKind.PeerTookLess, "far"), (failure?.Kind, failure?.Subject));
        Assert.InRange(failure!.Bytes, 1, MoreThanAQueue);
    }

    [Fact]
    public async Task Who_leaves_holds_nobody()
    {
        var broadcast = new InputBroadcast(new PiecesInput(Chunks()));
        var gone = broadcast.Join();
        using var stays = broadcast.Join();
        gone.Dispose();
        var running = broadcast.RunAsync(over.Token);
        Assert.Equal(MoreThanAQueue, (await stays.HearAllAsync()).Length);
        await running;
    }

    [Fact]
    public async Task A_failure_of_the_input_reaches_everyone()
    {
        var (near, far) = MemoryConnection.Pair();
        var broadcast = new InputBroadcast(near);
        using var first = broadcast.Join();
        using var second = broadcast.Join();
        var running = broadcast.RunAsync(over.Token);
        far.Reset();
        Assert.Equal(FailureKind.Reset, (await EndExtensions.FailureAsync(() => first.HearAllAsync())).Kind);
        Assert.Equal(FailureKind.Reset, (await EndExtensions.FailureAsync(() => second.HearAllAsync())).Kind);
        await running;
    }

    private static IEnumerable<byte[]> Chunks() => Enumerable.Repeat(new byte[1], MoreThanAQueue);
}
