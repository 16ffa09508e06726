using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>What ends a session from outside its pumps: a timer, or an end that nobody is behind any more.</summary>
internal sealed class Watchers(Stopper session, TimeProvider clock)
{
    /// <summary>Stops the session when <paramref name="timer"/> completes, with what that means for it; null for no fault.</summary>
    public async Task StopAfterAsync(Task timer, Failure? failure)
    {
        try
        {
            await timer;
            session.Stop(new StopReason(EndedBy.Timer, failure));
        }
        catch (OperationCanceledException)
        {
            // The session ended first.
        }
    }

    /// <summary>
    /// Stops the session when nothing has moved for <paramref name="limit"/>, not even what is under way to the kernels behind
    /// <paramref name="ends"/>. What waits because we want it so is no silence.
    /// </summary>
    public Task StopOnSilenceAsync(SessionActivity activity, IReadOnlyList<IConnection> ends, TimeSpan limit, CancellationToken cancellation) =>
        StopAfterAsync(WaitForSilenceAsync(activity, ends, limit, cancellation), new Failure(FailureKind.Idle, Operation.Run) { Limit = limit });

    /// <summary>The same from now on, where such a silence is the end that was waited for.</summary>
    public Task StopOnQuietAsync(SessionActivity activity, IReadOnlyList<IConnection> ends, TimeSpan limit, CancellationToken cancellation)
    {
        activity.BeginSilence();
        return StopAfterAsync(WaitForSilenceAsync(activity, ends, limit, cancellation), failure: null);
    }

    /// <summary>Stops the session when nobody is behind <paramref name="end"/> any more; writes that nobody will take are cancelled at once.</summary>
    /// <remarks>Nothing happens when <paramref name="cancellation"/> comes within <paramref name="grace"/> of it.</remarks>
    public async Task StopOnDepartureAsync(IConnection end, EndedBy by, CancellationTokenSource writes, CancellationToken cancellation, TimeSpan grace = default)
    {
        if (end is not IDeparture departure)
        {
            return;
        }

        try
        {
            var failure = await departure.WaitForDepartureAsync(cancellation);
            await Task.Delay(grace, clock, cancellation);
            await writes.CancelAsync();
            session.Stop(new StopReason(by, failure));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The session ended first.
        }
    }

    private static async Task WaitForSilenceAsync(SessionActivity activity, IReadOnlyList<IConnection> ends, TimeSpan limit, CancellationToken cancellation)
    {
        (long? Acknowledged, long Held) before;
        do
        {
            before = (Acknowledged(ends), Held(ends));
            await activity.WaitForSilenceAsync(limit, cancellation);
            activity.Touch();
        }
        while (ends.Any(end => end is IHolding { IsHolding: true }) || (Acknowledged(ends), Held(ends)) != before); // a wait that ends between the two is counted by then
    }

    private static long Held(IReadOnlyList<IConnection> ends) => ends.OfType<IHolding>().Sum(end => end.Held);

    private static long? Acknowledged(IReadOnlyList<IConnection> ends) => ends.OfType<IDelivery>().Sum(end => end.Acknowledged);
}
