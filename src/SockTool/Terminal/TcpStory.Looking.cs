using SockTool.Core.Connections;
using SockTool.Core.Packets;

namespace SockTool.Terminal;

/// <summary>Where the story is looked for: in the segments, at the socket, and in the kernel's table when there is no socket any more.</summary>
internal sealed partial class TcpStory
{
    private static readonly TimeSpan LongestWatch = TimeSpan.FromSeconds(1);

    /// <summary>Tells the segments that have come.</summary>
    public void Look()
    {
        lock (gate)
        {
            foreach (var step in segments?.TakeSteps() ?? [])
            {
                start = start == 0 ? step.Nanoseconds : start;
                var time = At(step.Nanoseconds);
                log.StoryData(time, step.SentBefore, step.ReceivedBefore);
                log.StorySegment(time, step);
            }
        }
    }

    /// <summary>Follows a closed connection until its last segments have passed and the kernel has it in its last state.</summary>
    public async Task ConcludeAsync(TimeSpan patience)
    {
        var began = clock.GetTimestamp();
        var pause = new GrowingPause(clock);
        while (true)
        {
            var entry = ConnectionTable.Find(flow);
            LookAgain();
            var isLast = entry.State is TcpState.TimeWait or TcpState.Closed or TcpState.Unknown;
            if (isLast && segments is null or { IsOver: true })
            {
                Tell(entry, StateSource.Table);
                return;
            }

            if (clock.GetElapsedTime(began) > patience)
            {
                Leave(entry, isLast);
                return;
            }

            await pause.WaitAsync(CancellationToken.None);
        }
    }

    private void Leave(TableEntry entry, bool isLast)
    {
        lock (gate)
        {
            var (ours, theirs) = segments?.TakeData() ?? (null, null);
            log.StoryData(Now(), ours, theirs);
            if (!isLast)
            {
                log.StoryUnfinished(Now(), entry.State);
                return;
            }
        }

        Tell(entry, StateSource.Table);
    }

    /// <summary>A FIN that was sent changes the state twice; on loopback nobody is quick enough to see the first.</summary>
    private async Task WatchAsync()
    {
        var began = clock.GetTimestamp();
        var pause = new GrowingPause(clock);
        while (!isOver && clock.GetElapsedTime(began) < LongestWatch && told is TcpState.Established or TcpState.CloseWait or TcpState.FinWait1)
        {
            TellKernel();
            await pause.WaitAsync(CancellationToken.None);
        }
    }

    private void LookAgain()
    {
        capture?.Drain();
        Look();
    }

    // A socket whose connection went on to TIME-WAIT says CLOSED: the table has the rest of it.
    private void TellKernel()
    {
        if (TcpView.TryRead(socket) is not { } view)
        {
            return;
        }

        if (view.State == TcpState.Closed)
        {
            Tell(ConnectionTable.Find(flow), StateSource.Table);
        }
        else
        {
            Tell(new TableEntry(view.State, null), StateSource.Kernel);
        }
    }

    // The segments that made the state come first.
    private void Tell(TableEntry entry, StateSource source)
    {
        LookAgain();
        lock (gate)
        {
            TellState(entry, source);
        }
    }

    private void TellState(TableEntry entry, StateSource source)
    {
        if (entry.State != told && entry.State != TcpState.Unknown)
        {
            told = entry.State;
            log.StoryState(Now(), entry, source, segments is null ? Meaning.Told : Meaning.Known);
        }
    }

    private EventLog.StoryTime Now()
    {
        var now = CapturedPacket.NanosecondsOf(clock.GetUtcNow());
        start = start == 0 ? now : start;
        return At(now);
    }

    private EventLog.StoryTime At(long nanoseconds) => new(client, TimeSpan.FromTicks((nanoseconds - start) / TimeSpan.NanosecondsPerTick));
}
