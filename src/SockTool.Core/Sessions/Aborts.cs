namespace SockTool.Core.Sessions;

/// <summary>Ends writes that are under way, each direction's on its own.</summary>
internal sealed class Aborts(TimeProvider clock) : IDisposable
{
    private CancellationTokenRegistration following;

    public CancellationTokenSource Sending { get; } = new(Timeout.InfiniteTimeSpan, clock);

    public CancellationTokenSource Receiving { get; } = new(Timeout.InfiniteTimeSpan, clock);

    /// <summary>
    /// After a stop, writes to the peer have a moment to end. What the peer sent is written out however long that takes,
    /// unless something went wrong: a stop is no reason to drop it.
    /// </summary>
    public void Follow(Stopper stopper) => following = stopper.Token.UnsafeRegister(
        _ =>
        {
            Sending.CancelAfter(Closing.StopGrace);
            if (stopper.Reason?.Failure is not null)
            {
                Receiving.CancelAfter(Closing.StopGrace);
            }
        },
        null);

    public void Dispose()
    {
        following.Dispose();
        Sending.Dispose();
        Receiving.Dispose();
    }
}
