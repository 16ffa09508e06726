using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Sessions;

/// <summary>What a wait is for and how long it lasts: the same for all of its endpoints.</summary>
internal sealed class ProbeWatch : IDisposable
{
    // A connect and a handshake have the limit each: where both are slow, the second is cut soon after the end.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private readonly ProbeSettings settings;
    private readonly TimeSpan limit;
    private readonly long began;
    private readonly CancellationTokenSource time;
    private readonly CancellationTokenSource moreTime;
    private readonly CancellationTokenSource ends;
    private readonly CancellationTokenSource cut;

    public ProbeWatch(ProbeWish wish, TimeSpan limit, ProbeSettings settings, CancellationToken cancellation)
    {
        (Wish, this.limit, this.settings, began) = (wish, limit, settings, settings.Clock.GetTimestamp());
        time = new CancellationTokenSource(limit, settings.Clock);
        moreTime = new CancellationTokenSource(Timeout.InfiniteTimeSpan, settings.Clock);

        // Counted from when the end was noticed: on a machine that stood still, those under way still get to say why they end.
        time.Token.Register(() => moreTime.CancelAfter(Grace));
        ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, time.Token);
        cut = CancellationTokenSource.CreateLinkedTokenSource(cancellation, moreTime.Token);
    }

    public ProbeWish Wish { get; }

    public TimeProvider Clock => settings.Clock;

    /// <summary>No look begins any more.</summary>
    public CancellationToken Ends => ends.Token;

    /// <summary>No look goes on any more.</summary>
    public CancellationToken Cut => cut.Token;

    /// <summary>Of a look that begins now: its own, or what is left of the wait. So it ends in time by itself, and says why.</summary>
    public TimeSpan LimitOfALookNow => IsEndless ? settings.Limit : Shorter(settings.Limit, LongerThanNothing(limit - Clock.GetElapsedTime(began)));

    private bool IsEndless => limit == Timeout.InfiniteTimeSpan;

    /// <summary>
    /// What a look with this limit has seen. One that only the end of the wait made give up counts as silence for the whole wait,
    /// unless it had less than half of the time that a look can have: then it is null, and says nothing.
    /// </summary>
    public ProbeSight? Weigh(ProbeRow row, TimeSpan limitOfLook) =>
        limitOfLook == settings.Limit || row.Failure?.Limit != limitOfLook ? new ProbeSight(row, ProbeSightKind.Whole)
        : limitOfLook * 2 < Shorter(settings.Limit, limit) ? null
        : new ProbeSight(row with { Failure = row.Failure with { Limit = limit }, Elapsed = limit }, ProbeSightKind.CutShort);

    /// <summary>The row of an endpoint at which no look came to an end.</summary>
    public ProbeRow NeverSeen(Endpoint endpoint) => new(endpoint, ProbeState.Unknown)
    {
        Failure = new Failure(FailureKind.ConnectTimedOut, Operation.Run) { Subject = endpoint.ToString(), Limit = limit },
        Elapsed = limit,
    };

    /// <summary>There is nothing left to look for.</summary>
    public Task FinishAsync() => ends.CancelAsync();

    public void Dispose()
    {
        ends.Dispose();
        cut.Dispose();
        time.Dispose();
        moreTime.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one == Timeout.InfiniteTimeSpan || (other < one && other != Timeout.InfiniteTimeSpan) ? other : one;

    private static TimeSpan LongerThanNothing(TimeSpan left) => left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
}
