using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Faults;

/// <summary>What a session's numbers are for: each use has its own.</summary>
internal enum Purpose
{
    BytesIn,
    BytesOut,
    DelaysIn,
    DelaysOut,
}

/// <summary>The faults of one session, on its connection.</summary>
/// <param name="end">The connection; whoever opened it closes it.</param>
/// <param name="faults">What was asked for.</param>
/// <param name="number">The session's, from 1 on: the same one gets the same numbers, whatever the others do.</param>
/// <param name="clock">Waits.</param>
public sealed class FaultySession(IConnection end, FaultSettings faults, int number, TimeProvider clock)
{
    private IDelivery? sending;
    private long sent;

    /// <summary>What cut the session, as was asked for; null while nothing has.</summary>
    public CutAfter? HasCut { get; private set; }

    internal TimeProvider Clock => clock;

    internal Passing Passing { get; } = end is IMessageInput ? Passing.Messages : Passing.Bytes;

    /// <summary>Puts the layers of all faults over <paramref name="ways"/>, which are the connection's own or layers of them.</summary>
    public (IInput Input, IOutput Output) Over((IInput Input, IOutput Output) ways)
    {
        foreach (var fault in faults.All.OrderBy(fault => fault.Place))
        {
            ways = (fault.Over(ways.Input, this) ?? ways.Input, fault.Over(ways.Output, this) ?? ways.Output);
        }

        sending = ways.Output as IDelivery;
        return ways;
    }

    /// <summary>What is done before anything is read.</summary>
    public async ValueTask BeginAsync(CancellationToken cancellation)
    {
        if (faults.All.Any(fault => fault is HalfCloseFirst))
        {
            await EndOurWayAsync(cancellation);
        }
    }

    /// <summary>What is left to do where the session was cut: everything but the close itself. The layers are gone by then: what they still read or write would be in the way.</summary>
    public async ValueTask ConcludeAsync(CancellationToken cancellation)
    {
        if (HasCut?.End == SessionEnd.Reset)
        {
            (end as IResettable)?.ResetOnClose();
        }
        else if (HasCut is not null)
        {
            // A close with something unread would be a reset (RFC 2525 section 2.17).
            await EndOurWayAsync(cancellation);
            await DrainAsync(cancellation);
        }
    }

    internal SeededNumbers NumbersFor(Purpose purpose) => new SeededNumbers((ulong)faults.SeedInForce).Branch(number).Branch((long)purpose);

    internal void NoteSent(int count) => sent += count;

    /// <summary>Ends the session, once the other side's kernel has all that passed: a reset takes away what is on its way. What to throw.</summary>
    internal async ValueTask<FailureException> CutAsync(CutAfter by, CancellationToken cancellation)
    {
        await Acknowledgement.WaitAsync(sending, sent, clock, cancellation);
        cancellation.ThrowIfCancellationRequested();
        HasCut ??= by;
        return new FailureException(new Failure(FailureKind.CutOnPurpose, Operation.Run) { Subject = end.Name });
    }

    private async ValueTask EndOurWayAsync(CancellationToken cancellation)
    {
        try
        {
            await end.CompleteWritesAsync(cancellation);
        }
        catch (Exception e) when (e is FailureException or OperationCanceledException)
        {
            // Who has left needs no end of ours.
        }
    }

    private async ValueTask DrainAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Acknowledgement.DrainLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        var unread = new byte[16 * 1024];
        try
        {
            while (await end.ReadAsync(unread, both.Token) > 0)
            {
                // What nobody wants.
            }
        }
        catch (Exception e) when (e is FailureException or OperationCanceledException)
        {
            // It goes on for too long, or was reset.
        }
    }
}
