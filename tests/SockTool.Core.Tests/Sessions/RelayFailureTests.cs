using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

/// <summary>How a session ends otherwise, and what its account says of it.</summary>
public sealed class RelayFailureTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private readonly SessionUnderTest session = new();
    private readonly ManualClock clock = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task C6_a_reset_is_told_and_what_came_before_it_is_on_the_output()
    {
        var running = session.Run(new RelaySettings());
        await session.Peer.SayAsync("before");
        session.Peer.Reset();
        var result = await running;
        Assert.Equal((FailureKind.Reset, SessionEnd.Reset, EndedBy.Peer, 6), (result.Failure?.Kind, result.End, result.EndedBy, result.BytesReceived));
        await session.User.HearAsync("before");
    }

    [Fact]
    public async Task An_end_of_ours_that_cannot_be_told_is_a_failure_of_the_session()
    {
        var failure = new Failure(FailureKind.CutShort, Operation.Write) { Subject = "peer" };
        var running = session.Run(session.Local, new JoinedConnection("peer", session.Remote, new CollectingOutput { EndFault = new FailureException(failure) }), new RelaySettings());
        await session.User.SayAsync("all of it");
        await session.User.EndAsync();
        Assert.Equal(FailureKind.CutShort, (await running).Failure?.Kind);
    }

    [Fact]
    public async Task C7_an_output_that_fails_ends_the_session_with_its_failure()
    {
        var output = new CollectingOutput { Fault = new FailureException(new Failure(FailureKind.OutputClosed, Operation.Write) { Subject = "standard output" }) };
        var running = session.Run(new JoinedConnection("local", session.Local, output), session.Remote, new RelaySettings());
        await session.Peer.SayAsync("unread");
        var result = await running;
        Assert.Equal((FailureKind.OutputClosed, "standard output", EndedBy.Us, 0), (result.Failure?.Kind, result.Failure?.Subject, result.EndedBy, result.BytesReceived));
    }

    [SkippableFact]
    public async Task C7_a_reader_that_goes_away_ends_the_session_while_nothing_is_moved()
    {
        Skip.If(OperatingSystem.IsWindows());
        using var pipe = new KernelPipe();
        var running = session.Run(new JoinedConnection("local", session.Local, pipe.Writer), session.Remote, new RelaySettings());
        pipe.CloseReader();
        Assert.Equal(FailureKind.OutputClosed, (await running).Failure?.Kind);
    }

    [Fact]
    public async Task An_input_that_fails_ends_the_session_with_its_failure()
    {
        var running = session.Run(new JoinedConnection("local", new BrokenInput(), session.Local), session.Remote, new RelaySettings());
        Assert.Equal(FailureKind.InputUnreadable, (await running).Failure?.Kind);
    }

    [Fact]
    public async Task Silence_both_ways_for_the_limit_ends_the_session_and_a_byte_starts_it_anew()
    {
        var running = session.Run(new RelaySettings { Idle = Limit, Clock = clock });
        await clock.WaitedForAsync();
        clock.Advance(Limit - TimeSpan.FromSeconds(1));
        await session.Peer.SayAsync("x");
        await Patience.UntilAsync(() => session.Noted == 1);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(Math.Round((await clock.WaitedForAsync()).TotalSeconds)));
        Assert.False(running.IsCompleted);
        await clock.PassAsync();
        var result = await running;
        Assert.Equal((FailureKind.Idle, Limit, EndedBy.Timer), (result.Failure?.Kind, result.Failure?.Limit, result.EndedBy));
    }

    [Fact]
    public async Task After_our_end_the_peer_is_waited_for_as_long_as_linger_says_and_that_is_no_failure()
    {
        var running = session.Run(new RelaySettings { Linger = Limit, Clock = clock });
        await session.User.EndAsync();
        Assert.Equal(Limit, await clock.PassAsync());
        var result = await running;
        Assert.Equal((null, EndedBy.Timer), (result.Failure, result.EndedBy));
    }

    [Fact]
    public async Task After_our_end_a_silence_is_the_end_and_no_failure_even_where_idleness_is_one()
    {
        var running = session.Run(new RelaySettings { Quiet = Limit, Idle = Limit, Clock = clock });
        await clock.WaitedForAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        await session.User.EndAsync();
        while (await clock.WaitedForAsync() < Limit)
        {
            await Task.Yield();
        }

        await clock.PassAsync();
        Assert.Equal((null, EndedBy.Timer), ((await running).Failure, (await running).EndedBy));
    }

    [Fact]
    public async Task A_stopped_session_delivers_what_it_has_read()
    {
        var open = new TaskCompletionSource();
        var output = new CollectingOutput { Open = open.Task };
        var running = session.Run(new JoinedConnection("local", session.Local, output), session.Remote, new RelaySettings());
        await session.Peer.SayAsync("received");
        session.Stopper.Stop(new StopReason(EndedBy.Signal, new Failure(FailureKind.Signalled, Operation.Run) { Number = 15 }));
        open.SetResult();
        var result = await running;
        Assert.Equal((EndedBy.Signal, FailureKind.Signalled, output.Text.Length), (result.EndedBy, result.Failure?.Kind, (int)result.BytesReceived));
    }

    [Fact]
    public async Task A_peer_that_takes_nothing_cannot_hold_a_stopped_session()
    {
        var running = session.Run(new RelaySettings());
        foreach (var word in (string[])["one", "two", "three"])
        {
            await session.User.SayAsync(word);
        }

        await session.Peer.HearAsync("o");
        session.Stopper.Stop(new StopReason(EndedBy.Timer, new Failure(FailureKind.Deadline, Operation.Run)));
        var result = await running;
        Assert.Equal((FailureKind.Deadline, result.BytesNotDelivered), (result.Failure?.Kind, result.Failure?.Bytes));
    }

    [SkippableFact]
    public async Task Bytes_that_the_kernel_took_before_a_stop_are_counted_as_sent_and_the_others_as_not_delivered()
    {
        Skip.If(OperatingSystem.IsWindows());
        const int Offered = 4 * 1024 * 1024;
        using var pair = SocketPair.Unix();
        await using var remote = pair.Connection();
        var running = session.Run(new JoinedConnection("local", new PayloadInput(new byte[Offered]), DiscardOutput.Instance), remote, new RelaySettings());
        await Patience.UntilAsync(() => pair.Far.Available > 0 && !pair.Near.Poll(0, System.Net.Sockets.SelectMode.SelectWrite));
        session.Stopper.Stop(new StopReason(EndedBy.Timer, new Failure(FailureKind.Deadline, Operation.Run)));
        var result = await running;
        await remote.DisposeAsync();
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        Assert.Equal(result.BytesSent, (await far.HearAllAsync()).Length);
    }

    private sealed class BrokenInput : IInput
    {
        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) =>
            throw new FailureException(new Failure(FailureKind.InputUnreadable, Operation.Read));
    }
}
