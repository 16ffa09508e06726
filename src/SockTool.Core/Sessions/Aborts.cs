namespace SockTool.Core.Sessions;

/// <summary>Ends writes that are under way, each direction's on its own.</summary>
internal sealed class Aborts(TimeProvider clock) : IDisposable
{
    private CancellationTokenRegistration following;
    private CancellationTokenRegistration followingRun;

    public CancellationTokenSource Sending { get; } = new(Timeout.InfiniteTimeSpan, clock);

    public CancellationTokenSource Receiving { get; } = new(Timeout.InfiniteTimeSpan, clock);

    /// <summary>
    /// After a stop, writes to the peer have a moment to end. What the peer sent is written out however long that takes,
    /// unless something went wrong: a stop is no reason to drop it.
    /// </summary>
    /// <param name="session">Stopped with its run, and by what ends it alone.</param>
    /// <param name="run">A session that was stopped for no fault may still be writing when this is, for one.</param>
    public void Follow(Stopper session, Stopper run)
    {
        following = session.Token.UnsafeRegister(_ => After(session.Reason), null);
        followingRun = run.Token.UnsafeRegister(_ => After(run.Reason), null);
    }

    public void Dispose()
    {
        following.Dispose();
        followingRun.Dispose();
        Sending.Dispose();
        Receiving.Dispose();
    }

    private void After(StopReason? reason)
    {
        Sending.CancelAfter(Closing.StopGrace);
        if (reason?.Failure is not null)
        {
            Receiving.CancelAfter(Closing.StopGrace);
        }
    }
}
