namespace SockTool.Core.Native;

/// <summary>One thread in poll(2), woken through a pipe when there is something else to wait for.</summary>
internal sealed class PollLoop : ReadinessLoop
{
    private readonly Lock gate = new();
    private readonly List<DescriptorWait> waits = [];
    private readonly int wakeUpReader;
    private readonly int wakeUpWriter;

    public unsafe PollLoop()
    {
        var ends = stackalloc int[2];
        Unix.Checked(Libc.Pipe(ends));
        (wakeUpReader, wakeUpWriter) = (ends[0], ends[1]);
        Unix.SetCloseOnExec(wakeUpReader);
        Unix.SetCloseOnExec(wakeUpWriter);
        Unix.SetNonBlocking(wakeUpReader);
        Unix.SetNonBlocking(wakeUpWriter);
        Start(Run);
    }

    public override void Add(DescriptorWait wait)
    {
        lock (gate)
        {
            waits.Add(wait);
        }

        WakeUp();
    }

    public override bool Withdraw(DescriptorWait wait)
    {
        lock (gate)
        {
            if (!waits.Remove(wait))
            {
                return false;
            }
        }

        WakeUp();
        return true;
    }

    private unsafe void WakeUp()
    {
        byte one = 1;
        Libc.Write(wakeUpWriter, &one, 1);
    }

    private unsafe void Run()
    {
        while (true)
        {
            var groups = Snapshot();
            PollDescriptor[] entries = [
                new PollDescriptor { Descriptor = wakeUpReader, Wanted = PollEvents.Read },
                .. groups.Select(group => new PollDescriptor { Descriptor = group.Key, Wanted = group.Aggregate(PollEvents.None, (all, wait) => all | wait.Wanted) })];
            fixed (PollDescriptor* first = entries)
            {
                if (Libc.Poll(first, (nuint)entries.Length, -1) < 0)
                {
                    FailAllUnlessToTryAgain();
                    continue;
                }
            }

            DrainWakeUps(entries[0].Seen);
            for (var i = 0; i < groups.Length; i++)
            {
                Report(groups[i], entries[i + 1].Seen);
            }
        }
    }

    // One entry per descriptor: poll(2) counts entries against RLIMIT_NOFILE, and many may wait for one output.
    private IGrouping<int, DescriptorWait>[] Snapshot()
    {
        lock (gate)
        {
            return [.. waits.GroupBy(wait => wait.Descriptor)];
        }
    }

    private unsafe void DrainWakeUps(PollEvents seen)
    {
        const int Some = 64;
        var sink = stackalloc byte[Some];
        while (seen != PollEvents.None && Libc.Read(wakeUpReader, sink, Some) == Some)
        {
        }
    }

    // Only those that were asked for: a wait that came meanwhile may be for another file with the same number.
    private void Report(IEnumerable<DescriptorWait> asked, PollEvents seen)
    {
        foreach (var wait in asked.Where(wait => wait.IsEndedBy(seen) && Take(wait)))
        {
            Complete(wait, seen);
        }
    }

    private void FailAllUnlessToTryAgain()
    {
        var errno = Unix.LastError;
        if (errno != Errno.Interrupted && errno != Errno.TryAgain)
        {
            foreach (var wait in Snapshot().SelectMany(group => group).Where(Take))
            {
                wait.Fail(new IOException("poll", errno));
            }
        }
    }

    private bool Take(DescriptorWait wait)
    {
        lock (gate)
        {
            return waits.Remove(wait);
        }
    }
}
