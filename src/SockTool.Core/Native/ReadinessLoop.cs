namespace SockTool.Core.Native;

/// <summary>The thread that waits for everybody.</summary>
internal abstract class ReadinessLoop
{
    private static readonly Lazy<ReadinessLoop> Started = new(() => OperatingSystem.IsLinux() ? new EpollLoop() : new PollLoop());

    public static ReadinessLoop Shared => Started.Value;

    /// <summary>Takes a wait on; it may be completed before this returns.</summary>
    public abstract void Add(DescriptorWait wait);

    /// <summary>Lets go of a wait. False when it was completed already, or is about to be.</summary>
    public abstract bool Withdraw(DescriptorWait wait);

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
