using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports.Faults;

namespace SockTool.Core.Tests.Sessions;

/// <summary>A session that a fault has cut: what had been received by then is written out, however long that takes.</summary>
public sealed class CutOnPurposeTests : IAsyncDisposable
{
    private readonly ManualClock clock = new();
    private readonly SessionUnderTest session = new();
    private readonly FaultySession faults;
    private readonly LayeredConnection faulty;
    private readonly MemoryConnection local;
    private readonly MemoryConnection user;

    public CutOnPurposeTests()
    {
        faults = new FaultySession(session.Remote, new FaultSettings { All = [new CutAfter(5, SessionEnd.Fin)] }, 1, clock);
        faulty = LayeredConnection.Over(session.Remote, faults.Over((session.Remote, session.Remote)));
        (local, user) = MemoryConnection.Pair(room: 1);
    }

    public async ValueTask DisposeAsync()
    {
        session.Dispose();
        await faulty.DisposeAsync();
    }

    [Fact]
    public async Task What_was_received_is_written_though_the_output_takes_it_later_than_a_failed_session_would_wait()
    {
        var run = await CutWhileTheOutputIsFullAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(run.IsCompleted);
        await user.HearAsync("1234");
        var result = await run;
        Assert.Equal((4, FailureKind.CutOnPurpose), (result.BytesReceived, result.Failure!.Kind));
    }

    [Fact]
    public async Task A_signal_ends_that_too_and_what_was_not_written_is_told()
    {
        var run = await CutWhileTheOutputIsFullAsync();
        session.Stopper.Stop(new StopReason(EndedBy.Signal, new Failure(FailureKind.Signalled, Operation.Run)));
        await clock.PassUntilAsync(run);
        var result = await run;
        Assert.Equal((2, FailureKind.OutputUnwritable), (result.BytesReceived, result.Failure!.Kind));
    }

    [Fact]
    public async Task Where_our_own_end_is_a_connection_it_is_cut_too_and_not_waited_for()
    {
        var run = await CutWhileTheOutputIsFullAsync(LocalEnd.Connection);
        await clock.PassUntilAsync(run);
        Assert.Equal(FailureKind.CutOnPurpose, (await run).Failure!.Kind);
    }

    // Our output has "12", "34" waits for it, and "5" is not read yet.
    private async Task<Task<SessionResult>> CutWhileTheOutputIsFullAsync(LocalEnd end = LocalEnd.Streams)
    {
        var run = session.Run(local, faulty, new RelaySettings { Clock = clock, Local = end });
        foreach (var some in new[] { "12", "34", "5" })
        {
            await session.Peer.SayAsync(some).WaitAsync(Patience.Limit);
        }

        await user.SayAsync("hello");
        await clock.WaitedForAsync();
        Assert.NotNull(faults.HasCut);
        return run;
    }
}
