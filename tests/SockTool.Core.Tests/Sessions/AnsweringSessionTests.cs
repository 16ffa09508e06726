using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

/// <summary>The test plays the peer of a session that answers by itself.</summary>
public sealed class AnsweringSessionTests : IDisposable
{
    private readonly CollectingOutput shown = new();
    private readonly Stopper stopper = new();
    private readonly ManualClock clock = new();
    private readonly MemoryConnection remote;
    private readonly MemoryConnection peer;

    public AnsweringSessionTests() => (remote, peer) = MemoryConnection.Pair(room: 1);

    public void Dispose() => stopper.Dispose();

    [Fact]
    public async Task What_the_peer_says_is_shown_and_comes_back()
    {
        var running = Run(new RelaySettings());
        await peer.SayAsync("hello");
        await peer.HearAsync("hello");
        await peer.EndAsync();
        Assert.Equal("", await peer.HearAllAsync());
        var result = await running;
        Assert.Equal((null, 5, 5, 0), (result.Failure, result.BytesSent, result.BytesReceived, result.BytesNotDelivered));
        Assert.Equal(("hello", true), (shown.Text, shown.IsCompleted));
    }

    [Fact]
    public async Task What_a_reply_held_back_is_answered_at_the_end()
    {
        var running = Run(new RelaySettings(), new TemplateReply("{bytes}", ""));
        await peer.WriteAsync(new byte[] { 0xe4 }, CancellationToken.None);
        await peer.EndAsync();
        Assert.Equal("1", await peer.HearAllAsync());
        Assert.Null((await running).Failure);
    }

    [Fact]
    public async Task A_message_is_seen_before_its_answer_and_an_answer_before_the_peer_has_it()
    {
        var order = new Order();
        var running = new AnsweringSession(remote, new TemplateReply("[{message}]", ""), shown, new RelaySettings(), order).RunAsync(stopper);
        foreach (var word in new[] { "one", "two" })
        {
            await peer.SayAsync(word);
            await peer.HearAsync($"[{word}]");
            Assert.EndsWith($"FromPeer {word} ToPeer [{word}]", string.Join(' ', order.Came), StringComparison.Ordinal);
        }

        await peer.EndAsync();
        Assert.Null((await running.WaitAsync(Patience.Limit)).Failure);
        Assert.Equal(4, order.Came.Count);
    }

    [Fact]
    public async Task A_message_without_an_answer_holds_nobody()
    {
        var running = Run(new RelaySettings(), new TemplateReply("", ""));
        await peer.SayAsync("one");
        await peer.SayAsync("two");
        await peer.EndAsync();
        Assert.Equal("", await peer.HearAllAsync());
        Assert.Equal("onetwo", shown.Text);
        Assert.Null((await running).Failure);
    }

    [Fact]
    public async Task C6_a_reset_is_told_and_what_came_before_it_is_shown()
    {
        var running = Run(new RelaySettings());
        await peer.SayAsync("before");
        await peer.HearAsync("before");
        peer.Reset();
        var result = await running;
        Assert.Equal((FailureKind.Reset, SessionEnd.Reset, EndedBy.Peer, 6), (result.Failure?.Kind, result.End, result.EndedBy, result.BytesReceived));
        Assert.Equal("before", shown.Text);
    }

    [Fact]
    public async Task An_output_that_fails_ends_the_session_with_its_failure()
    {
        shown.Fault = new FailureException(new Failure(FailureKind.OutputClosed, Operation.Write) { Subject = "standard output" });
        var running = Run(new RelaySettings());
        await peer.SayAsync("unread");
        var result = await running;
        Assert.Equal((FailureKind.OutputClosed, EndedBy.Us, 0), (result.Failure?.Kind, result.EndedBy, result.BytesReceived));
    }

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

    [SkippableFact]
    public async Task What_comes_behind_an_urgent_mark_is_answered_too()
    {
        // A read stops short at the mark, and no edge tells of what is behind it.
        Skip.IfNot(OperatingSystem.IsLinux());
        using var pair = SocketPair.Tcp();
        await using var near = pair.Connection();
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        await far.SayAsync("abc");
        pair.Far.Send("!"u8, System.Net.Sockets.SocketFlags.OutOfBand);
        await far.SayAsync("def");
        var running = new AnsweringSession(near, new EchoReply(), DiscardOutput.Instance, new RelaySettings(), ObserverGroup.None).RunAsync(stopper);
        await far.HearAsync("abcdef");
        await far.EndAsync();
        Assert.Null((await running.WaitAsync(Patience.Limit)).Failure);
    }

    [SkippableFact]
    public async Task A_stream_larger_than_every_buffer_between_comes_back_whole()
    {
        Skip.If(OperatingSystem.IsWindows());
        const int Offered = 8 * 1024 * 1024;
        using var pair = SocketPair.Unix();
        await using var near = pair.Connection();
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        var running = new AnsweringSession(near, new EchoReply(), DiscardOutput.Instance, new RelaySettings(), ObserverGroup.None).RunAsync(stopper);
        var saying = Task.Run(async () =>
        {
            await far.SayAsync(new string('x', Offered));
            await far.EndAsync();
        });
        Assert.Equal(Offered, (await far.HearAllAsync()).Length);
        await saying;
        var result = await running.WaitAsync(Patience.Limit);
        Assert.Equal((null, Offered, Offered), (result.Failure, result.BytesReceived, result.BytesSent));
    }

    private Task<SessionResult> Run(RelaySettings settings, IReply? reply = null) =>
        new AnsweringSession(remote, reply ?? new EchoReply(), shown, settings, ObserverGroup.None).RunAsync(stopper).WaitAsync(Patience.Limit);

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

    private sealed class Order : ISessionObserver
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Came { get; } = new();

        public System.Collections.Concurrent.ConcurrentQueue<string> Passed { get; } = new();

        public bool NeedsBytes => true;

        void ISessionObserver.Passed(Direction direction, ReadOnlySpan<byte> bytes) => Passed.Enqueue($"{direction} {System.Text.Encoding.ASCII.GetString(bytes)}");

        void ISessionObserver.Came(Direction direction, ReadOnlySpan<byte> bytes) => Came.Enqueue($"{direction} {System.Text.Encoding.ASCII.GetString(bytes)}");
    }
}
