using SockTool.Core.Connections;
using SockTool.Core.Sessions;

namespace SockTool.Core.Tests.Sessions;

public sealed class StopperTests
{
    private static readonly StopReason Deadline = new(EndedBy.Timer, new Failure(FailureKind.Deadline, Operation.Run));
    private static readonly StopReason NoFault = new(EndedBy.Us, Failure: null);

    [Fact]
    public void The_first_reason_stays()
    {
        using var stopper = new Stopper();
        Assert.Null(stopper.Reason);
        stopper.Stop(NoFault);
        stopper.Stop(Deadline);
        Assert.True(stopper.Token.IsCancellationRequested);
        Assert.Same(NoFault, stopper.Reason);
    }

    [Fact]
    public void What_stops_the_run_stops_a_session_with_the_same_reason()
    {
        using var run = new Stopper();
        using var session = new Stopper(run);
        run.Stop(Deadline);
        session.Stop(NoFault);
        Assert.True(session.Token.IsCancellationRequested);
        Assert.Same(Deadline, session.Reason);
    }

    [Fact]
    public void What_stops_a_session_does_not_stop_the_run()
    {
        using var run = new Stopper();
        using var session = new Stopper(run);
        session.Stop(Deadline);
        Assert.False(run.Token.IsCancellationRequested);
        Assert.Null(run.Reason);
    }

    [Fact]
    public void Where_nobody_sees_to_what_was_begun_to_retire_is_to_stop()
    {
        using var run = new Stopper();
        run.Retire(Deadline);
        Assert.True(run.Token.IsCancellationRequested);
        Assert.Same(Deadline, run.Reason);
        Assert.Null(run.Retirement);
    }

    [Fact]
    public void Who_retires_begins_nothing_new_and_stops_nothing()
    {
        using var run = new Stopper();
        run.LetFinish();
        Assert.False(run.Retiring.IsCancellationRequested);
        run.Retire(Deadline);
        Assert.True(run.Retiring.IsCancellationRequested);
        Assert.False(run.Token.IsCancellationRequested);
        Assert.Equal((Deadline, null), (run.Retirement, run.Reason));
    }

    [Fact]
    public void Whatever_stops_a_run_that_has_retired_it_retired_for_the_first_reason()
    {
        using var run = new Stopper();
        run.LetFinish();
        run.Retire(Deadline);
        run.Retire(NoFault);
        run.Stop(NoFault);
        Assert.Same(Deadline, run.Reason);
    }

    [Fact]
    public void A_run_that_was_stopped_does_not_retire_any_more()
    {
        using var run = new Stopper();
        run.LetFinish();
        run.Stop(NoFault);
        Assert.True(run.Retiring.IsCancellationRequested);
        run.Retire(Deadline);
        Assert.Equal((null, NoFault), (run.Retirement, run.Reason));
    }

    [Fact]
    public async Task Of_reasons_given_at_once_one_wins_and_the_token_never_comes_without_it()
    {
        using var stopper = new Stopper();
        var seen = new TaskCompletionSource<StopReason?>();
        await using var registration = stopper.Token.Register(() => seen.SetResult(stopper.Reason));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => stopper.Stop(Deadline))));
        Assert.Same(Deadline, await seen.Task);
    }
}
