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
    public async Task Of_reasons_given_at_once_one_wins_and_the_token_never_comes_without_it()
    {
        using var stopper = new Stopper();
        var seen = new TaskCompletionSource<StopReason?>();
        await using var registration = stopper.Token.Register(() => seen.SetResult(stopper.Reason));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => stopper.Stop(Deadline))));
        Assert.Same(Deadline, await seen.Task);
    }
}
