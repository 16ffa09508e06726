using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

/// <summary>What stops a session that answers by itself, and what counts as answered then.</summary>
public sealed class AnsweringStopTests : IDisposable
{
    private readonly CollectingOutput shown = new();
    private readonly Stopper stopper = new();
    private readonly ManualClock clock = new();
    private readonly MemoryConnection remote;
    private readonly MemoryConnection peer;

    public AnsweringStopTests() => (remote, peer) = MemoryConnection.Pair(room: 1);

    public void Dispose() => stopper.Dispose();

    [Fact]
    public async Task A_limit_ends_the_session_after_that_many_bytes_and_all_of_them_are_answered()
    {
        var running = Run(new RelaySettings { MaxReceive = 3 });
        await peer.SayAsync("abc");
        await peer.SayAsync("def");
        await peer.HearAsync("abc");
        var result = await running;
        Assert.Equal((null, 3, 3), (result.Failure, result.BytesReceived, result.BytesSent));
    }

    [Fact]
    public async Task A_silent_session_ends_when_it_is_stopped()
    {
        var running = Run(new RelaySettings());
        await peer.SayAsync("x");
        await peer.HearAsync("x");
        stopper.Stop(new StopReason(EndedBy.Signal, new Failure(FailureKind.Signalled, Operation.Run) { Number = 15 }));
        var result = await running;
        Assert.Equal((EndedBy.Signal, FailureKind.Signalled, 0), (result.EndedBy, result.Failure?.Kind, result.BytesNotDelivered));
    }

    [Fact]
    public async Task An_answer_that_nobody_takes_is_counted_when_the_session_is_stopped()
    {
        var running = Run(new RelaySettings());
        foreach (var word in (string[])["one", "two", "three"])
        {
            await peer.SayAsync(word);
        }

        await Patience.UntilAsync(() => shown.Text == "onetwo");
        stopper.Stop(new StopReason(EndedBy.Timer, new Failure(FailureKind.Deadline, Operation.Run)));
        var result = await running;
        Assert.Equal((FailureKind.Deadline, 3), (result.Failure?.Kind, result.BytesNotDelivered));
    }

    [Fact]
    public async Task Silence_for_the_limit_ends_the_session()
    {
        var running = Run(new RelaySettings { Idle = TimeSpan.FromSeconds(3), Clock = clock });
        Assert.Equal(3, Math.Round((await clock.PassAsync()).TotalSeconds));
        var result = await running;
        Assert.Equal((FailureKind.Idle, EndedBy.Timer), (result.Failure?.Kind, result.EndedBy));
    }

    [Fact]
    public async Task A_session_that_is_over_leaves_no_timer_behind()
    {
        var running = Run(new RelaySettings { Idle = TimeSpan.FromHours(1), Clock = clock });
        await clock.WaitedForAsync();
        await peer.EndAsync();
        await running;
        await Patience.UntilAsync(() => !clock.IsWaitedFor);
    }

    [Fact]
    public async Task What_the_output_took_before_it_was_given_up_is_counted()
    {
        var running = new AnsweringSession(remote, new EchoReply(), new StuckOutput(stopper), new RelaySettings(), ObserverGroup.None).RunAsync(stopper);
        await peer.SayAsync("hello");
        Assert.Equal(3, (await running.WaitAsync(Patience.Limit)).BytesReceived);
    }

    [Fact]
    public async Task Of_a_write_that_was_cut_the_observers_hear_what_was_taken()
    {
        var order = new Order();
        var mute = new JoinedConnection("peer", remote, new StuckOutput(stopper));
        var running = new AnsweringSession(mute, new TemplateReply("[{message}]", ""), shown, new RelaySettings(), order).RunAsync(stopper);
        await peer.SayAsync("hello");
        Assert.Equal(3, (await running.WaitAsync(Patience.Limit)).BytesSent);
        Assert.Equal("FromPeer hello, ToPeer [he", string.Join(", ", order.Passed));
    }

    [Fact]
    public async Task So_they_do_of_what_was_shown()
    {
        var order = new Order();
        var running = new AnsweringSession(remote, new EchoReply(), new StuckOutput(stopper), new RelaySettings(), order).RunAsync(stopper);
        await peer.SayAsync("hello");
        await running.WaitAsync(Patience.Limit);
        Assert.Equal("FromPeer hel", Assert.Single(order.Passed));
    }

    private Task<SessionResult> Run(RelaySettings settings) =>
        new AnsweringSession(remote, new EchoReply(), shown, settings, ObserverGroup.None).RunAsync(stopper).WaitAsync(Patience.Limit);

    /// <summary>Takes three bytes, and then no more until it is given up.</summary>
    private sealed class StuckOutput(Stopper stopper) : IOutput
    {
        public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            stopper.Stop(new StopReason(EndedBy.Signal, new Failure(FailureKind.Signalled, Operation.Run) { Number = 15 }));
            await Never.DepartsAsync(cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw new WriteCancelledException(3, cancellation);
        }

        public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
