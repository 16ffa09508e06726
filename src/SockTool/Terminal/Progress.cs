using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>What is known of a run's size beforehand, and where its bytes go.</summary>
/// <param name="ToSend">How many bytes there are to send; null where nobody knows.</param>
/// <param name="ToReceive">How many are expected.</param>
/// <param name="GivesWay">Whether what is received goes to a terminal, where the line would stand in it.</param>
internal sealed record ProgressScope(long? ToSend, long? ToReceive, bool GivesWay);

/// <summary>
/// Tells how far a run is: on a terminal a line that is drawn again and again and leaves nothing behind, elsewhere an event now
/// and then. It only counts, so that the kernel goes on moving the bytes, and nothing waits for it: who does not read standard error
/// holds up neither the bytes nor more than one thread.
/// </summary>
internal sealed class Progress : IRunObserver, ISessionObserver, IDisposable
{
    private static readonly TimeSpan Redrawn = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Voice voice;
    private readonly EventLog log;
    private readonly ProgressScope scope;
    private readonly ProgressRate sending;
    private readonly ProgressRate receiving;
    private readonly bool draws;
    private readonly bool givesWay;
    private readonly ITimer timer;
    private readonly TimeSpan first;
    private readonly TimeSpan every;
    private int begun;
    private bool isTold;
    private bool isOver;
    private long sent;
    private long received;

    public Progress(SeeingSettings seeing, ProgressScope scope, EventLog log, Voice voice, TimeProvider clock)
    {
        (this.scope, this.log, this.voice) = (scope, log, voice);
        (sending, receiving) = (new ProgressRate(clock), new ProgressRate(clock));
        draws = seeing.Format == LogFormat.Text && voice.IsOnTerminal;
        givesWay = draws && scope.GivesWay;
        isTold = seeing.Progress == ProgressMode.Always;
        first = !isTold ? Patience : draws ? TimeSpan.Zero : Told;
        every = draws ? Redrawn : Told;
        timer = clock.CreateTimer(_ => Show(TimeSpan.Zero), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private ProgressReport Report
    {
        get
        {
            var (outward, inward) = (Interlocked.Read(ref sent), Interlocked.Read(ref received));
            return new ProgressReport(new ProgressWay(outward, sending.Of(outward), scope.ToSend), new ProgressWay(inward, receiving.Of(inward), scope.ToReceive));
        }
    }

    public ISessionObserver Begin(ObservedSession session)
    {
        if (Interlocked.Exchange(ref begun, 1) == 0)
        {
            _ = Report;
            timer.Change(first, every);
        }

        return this;
    }

    public void Read(Direction direction, int count)
    {
        if (givesWay && direction == Direction.FromPeer)
        {
            End();
        }
    }

    public void Written(Direction direction, int count) => Interlocked.Add(ref direction == Direction.ToPeer ? ref sent : ref received, count);

    public Failure? Conclude()
    {
        // Who reads it later wants to know how it ended.
        if (!draws && isTold && Volatile.Read(ref begun) == 1)
        {
            Show(Told);
        }

        End();
        return null;
    }

    public void Dispose()
    {
        End();
        timer.Dispose();
        if (draws)
        {
            voice.EndStatus();
        }
    }

    /// <param name="patience">How long to wait for another that is being shown.</param>
    private void Show(TimeSpan patience)
    {
        if (!gate.TryEnter(patience))
        {
            return;
        }

        try
        {
            if (!Volatile.Read(ref isOver))
            {
                isTold = true;
                Tell();
            }

            // Whoever ended it meanwhile did not wait for this one, and may have found no room to erase the line.
            if (Volatile.Read(ref isOver))
            {
                voice.TryStatus(null);
            }
        }
        finally
        {
            gate.Exit();
        }
    }

    private void Tell()
    {
        if (draws)
        {
            voice.TryStatus(ProgressLine.Draw(Report, voice.Messages, voice.Columns - 1));
        }
        else
        {
            log.Progress(Report);
        }
    }

    /// <summary>The line goes away, for good: now, or where that would be to wait, with the next tick.</summary>
    private void End()
    {
        if (!Volatile.Read(ref isOver))
        {
            Volatile.Write(ref isOver, true);
            voice.TryStatus(null);
        }
    }
}
