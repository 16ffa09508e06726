namespace SockTool.Core.Native;

/// <summary>
/// Waits until a descriptor can be read or written, without a read or write that could be left behind:
/// one thread in poll(2), woken through a pipe. Cancelling a wait loses no byte, whatever the descriptor is.
/// </summary>
internal sealed class Readiness
{
    private static readonly Lazy<Readiness> Shared = new(() => new Readiness());

    private readonly Lock gate = new();
    private readonly List<Waiter> waiters = [];
    private readonly int wakeUpReader;
    private readonly int wakeUpWriter;

    private unsafe Readiness()
    {
        var ends = stackalloc int[2];
        Unix.Checked(Libc.Pipe(ends));
        (wakeUpReader, wakeUpWriter) = (ends[0], ends[1]);
        Unix.SetCloseOnExec(wakeUpReader);
        Unix.SetCloseOnExec(wakeUpWriter);
        Unix.SetNonBlocking(wakeUpReader);
        Unix.SetNonBlocking(wakeUpWriter);
        new Thread(Run) { IsBackground = true, Name = "readiness" }.Start();
    }

    /// <summary>What <paramref name="descriptor"/> is ready for at this moment.</summary>
    public static PollEvents Now(int descriptor, PollEvents wanted) => Poll(descriptor, wanted, 0);

    /// <summary>Holds the calling thread until <paramref name="descriptor"/> is ready.</summary>
    public static PollEvents Block(int descriptor, PollEvents wanted) => Poll(descriptor, wanted, -1);

    private static unsafe PollEvents Poll(int descriptor, PollEvents wanted, int milliseconds)
    {
        var entry = new PollDescriptor { Descriptor = descriptor, Wanted = wanted };
        while (Libc.Poll(&entry, 1, milliseconds) < 0)
        {
            Unix.ThrowUnlessInterrupted();
        }

        return entry.Seen;
    }

    public static ValueTask<PollEvents> WaitAsync(int descriptor, PollEvents wanted, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Now(descriptor, wanted) is var seen and not PollEvents.None
            ? ValueTask.FromResult(seen)
            : new ValueTask<PollEvents>(Shared.Value.WaitUntilReadyAsync(descriptor, wanted, cancellation));
    }

    // What the thread saw may have been another file, closed since, whose number this one has: a read on that word would
    // block. So the descriptor itself is asked once more.
    private async Task<PollEvents> WaitUntilReadyAsync(int descriptor, PollEvents wanted, CancellationToken cancellation)
    {
        PollEvents seen;
        do
        {
            await EnqueueAsync(descriptor, wanted, cancellation);
            seen = Now(descriptor, wanted);
        }
        while (seen == PollEvents.None);
        return seen;
    }

    private async Task EnqueueAsync(int descriptor, PollEvents wanted, CancellationToken cancellation)
    {
        var waiter = new Waiter(descriptor, wanted);
        lock (gate)
        {
            waiters.Add(waiter);
        }

        WakeUp();
        using var registration = cancellation.UnsafeRegister(_ => Withdraw(waiter, cancellation), null);
        await waiter.Seen.Task;
    }

    private void Withdraw(Waiter waiter, CancellationToken cancellation)
    {
        lock (gate)
        {
            waiters.Remove(waiter);
        }

        WakeUp();
        waiter.Seen.TrySetCanceled(cancellation);
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
            var entries = Snapshot();
            fixed (PollDescriptor* first = entries)
            {
                if (Libc.Poll(first, (nuint)entries.Length, -1) < 0)
                {
                    FailAllUnlessInterrupted();
                    continue;
                }
            }

            DrainWakeUps(entries[0].Seen);
            foreach (var entry in entries.AsSpan(1))
            {
                Report(entry);
            }
        }
    }

    // One entry per descriptor: poll(2) counts entries against RLIMIT_NOFILE, and many may wait for one output.
    private PollDescriptor[] Snapshot()
    {
        lock (gate)
        {
            var byDescriptor = waiters
                .GroupBy(waiter => waiter.Descriptor)
                .Select(group => new PollDescriptor { Descriptor = group.Key, Wanted = group.Aggregate(PollEvents.None, (all, one) => all | one.Wanted) });
            return [new PollDescriptor { Descriptor = wakeUpReader, Wanted = PollEvents.Read }, .. byDescriptor];
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

    private void Report(PollDescriptor entry)
    {
        const PollEvents Unasked = PollEvents.Error | PollEvents.HangUp | PollEvents.NotOpen;
        foreach (var waiter in Take(waiter => waiter.Descriptor == entry.Descriptor && (entry.Seen & (waiter.Wanted | Unasked)) != PollEvents.None))
        {
            waiter.Seen.TrySetResult(entry.Seen);
        }
    }

    private void FailAllUnlessInterrupted()
    {
        var errno = Unix.LastError;
        if (errno != Errno.Interrupted)
        {
            Take(_ => true).ForEach(waiter => waiter.Seen.TrySetException(new IOException("poll", errno)));
        }
    }

    private List<Waiter> Take(Predicate<Waiter> which)
    {
        lock (gate)
        {
            var taken = waiters.FindAll(which);
            waiters.RemoveAll(taken.Contains);
            return taken;
        }
    }

    private sealed class Waiter(int descriptor, PollEvents wanted)
    {
        public int Descriptor => descriptor;

        public PollEvents Wanted => wanted;

        public TaskCompletionSource<PollEvents> Seen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
