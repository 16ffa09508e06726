namespace SockTool.Core.Native;

/// <summary>
/// Waits until a descriptor can be read or written, without a read or write that could be left behind: cancelling a
/// wait loses no byte, whatever the descriptor is. However many wait, one thread waits for them (<see cref="ReadinessLoop"/>).
/// </summary>
internal static class Readiness
{
    /// <summary>Opens now the descriptors that waiting needs, for those who count how many are left.</summary>
    public static void Prepare()
    {
        ReadinessLoop.For(Resume.OnThePool);
        ReadinessLoop.For(Resume.InPlace);
    }

    /// <summary>What <paramref name="descriptor"/> is ready for at this moment.</summary>
    public static PollEvents Now(int descriptor, PollEvents wanted) => Poll(descriptor, wanted, 0);

    /// <summary>Holds the calling thread for at most so long, -1 for as long as it takes: what comes that soon needs no second thread to wake this one.</summary>
    public static PollEvents Briefly(int descriptor, PollEvents wanted, int milliseconds) => Poll(descriptor, wanted, milliseconds);

    public static ValueTask<PollEvents> WaitAsync(int descriptor, PollEvents wanted, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Now(descriptor, wanted) is var seen and not PollEvents.None
            ? ValueTask.FromResult(seen)
            : new DescriptorWait(descriptor, Resume.OnThePool).StartAsync(wanted, cancellation);
    }

    private static unsafe PollEvents Poll(int descriptor, PollEvents wanted, int milliseconds)
    {
        var entry = new PollDescriptor { Descriptor = descriptor, Wanted = wanted };
        while (Libc.Poll(&entry, 1, milliseconds) < 0)
        {
            Unix.ThrowUnlessToTryAgain();
        }

        return entry.Seen;
    }
}
