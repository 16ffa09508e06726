using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>Ends what is running, once, for a reason. Stopping is not closing: what was read is still delivered.</summary>
public sealed class Stopper : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly Stopper? parent;
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

    public void Stop(StopReason reason)
    {
        // Whatever ends because of the first reason must not pass for another one.
        if (!source.IsCancellationRequested)
        {
            Interlocked.CompareExchange(ref own, reason, null);
            Cancel();
        }
    }

    public void Dispose() => source.Dispose();

    // A timer or a signal may come when everything is over already.
    private void Cancel()
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
public sealed record StopReason(EndedBy By, Failure? Failure);
