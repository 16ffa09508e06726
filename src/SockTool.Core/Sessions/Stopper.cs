using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>Ends what is running, once, for a reason. Stopping is not closing: what was read is still delivered.</summary>
public sealed class Stopper : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly Stopper? parent;
    private volatile CancellationTokenSource? retiring;
    private StopReason? retirement;
    private StopReason? own;

    public Stopper()
        : this(null)
    {
    }

    /// <summary>A stopper that also stops when <paramref name="parent"/> does.</summary>
    public Stopper(Stopper? parent)
    {
        this.parent = parent;
        source = CancellationTokenSource.CreateLinkedTokenSource(parent?.Token ?? CancellationToken.None);
    }

    public CancellationToken Token => source.Token;

    /// <summary>The first reason given; null while nothing was stopped.</summary>
    public StopReason? Reason => own ?? parent?.Reason;

    /// <summary>Cancelled when nothing new is to be begun: by <see cref="Retire"/>, and by <see cref="Stop"/>.</summary>
    public CancellationToken Retiring => retiring?.Token ?? Token;

    /// <summary>Why nothing new is begun while what was begun may finish; null where nobody retired.</summary>
    public StopReason? Retirement => Volatile.Read(ref retirement);

    public void Stop(StopReason reason)
    {
        // Whatever ends because of the first reason must not pass for another one.
        if (!source.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref own, Retirement ?? reason, null);
            Cancel(source);
        }
    }

    /// <summary>From now on somebody sees to what was begun when the run retires, and stops it in the end.</summary>
    public void LetFinish() => retiring ??= CancellationTokenSource.CreateLinkedTokenSource(Token);

    /// <summary>Asks for an end in order. Where nobody sees to it, that is a stop.</summary>
    public void Retire(StopReason reason)
    {
        if (retiring is null)
        {
            Stop(reason);
        }
        else if (!source.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref retirement, reason, null);
            Cancel(retiring);
        }
    }

    public void Dispose()
    {
        source.Dispose();
        retiring?.Dispose();
    }

    // A timer or a signal may come when everything is over already.
    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
        }
    }
}

/// <summary>Why something was stopped.</summary>
/// <param name="By">Who wanted it.</param>
/// <param name="Failure">What it means for the run; null where it is no failure.</param>
public sealed record StopReason(EndedBy By, Failure? Failure)
{
    /// <summary>What went wrong here; a cut that was asked for did not, so that what was received until then is still written out.</summary>
    public static StopReason Of(Failure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new StopReason(EndedBy.Us, failure.Kind == FailureKind.CutOnPurpose ? null : failure);
    }
}
