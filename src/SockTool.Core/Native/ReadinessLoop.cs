namespace SockTool.Core.Native;

/// <summary>A thread that waits for everybody.</summary>
internal abstract class ReadinessLoop
{
    private static readonly Lazy<ReadinessLoop> ForAnybody = new(() => Platform.HasLinuxCalls ? new EpollLoop() : new PollLoop());
    private static readonly Lazy<ReadinessLoop> ForReaders = new(() => Platform.HasLinuxCalls ? new EdgeLoop() : ForAnybody.Value);

    /// <summary>The process's loop for those who go on there.</summary>
    public static ReadinessLoop For(Resume resume) => (resume == Resume.InPlace ? ForReaders : ForAnybody).Value;

    /// <summary>Takes a wait on; it may be completed before this returns.</summary>
    public abstract void Add(DescriptorWait wait);

    /// <summary>Lets go of a wait. False when it was completed already, or is about to be.</summary>
    public abstract bool Withdraw(DescriptorWait wait);

    /// <summary>No more waits for this descriptor, which is about to be closed.</summary>
    public virtual void Forget(DescriptorWait wait)
    {
    }

    protected static void Start(ThreadStart loop) => new Thread(loop) { IsBackground = true, Name = "readiness" }.Start();

    /// <summary>Completes a chain that the loop has let go of.</summary>
    protected static void Complete(DescriptorWait? chain, PollEvents seen)
    {
        while (chain is { } wait)
        {
            chain = wait.Next;
            wait.Next = null;
            wait.Complete(seen);
        }
    }
}
