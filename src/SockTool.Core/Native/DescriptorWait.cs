using System.Threading.Tasks.Sources;

namespace SockTool.Core.Native;

/// <summary>Where the code behind a wait goes on.</summary>
public enum Resume
{
    /// <summary>On a thread of the pool, whatever it does there.</summary>
    OnThePool,

    /// <summary>
    /// On the thread that saw the readiness, which saves a hop: for code that is short, never blocks, and waits again
    /// only after it has read all there was.
    /// </summary>
    InPlace,
}

/// <summary>A wait for one descriptor, one at a time; used again it allocates nothing.</summary>
internal sealed class DescriptorWait(int descriptor, Resume resume, ReadinessLoop? loop = null) : IValueTaskSource<PollEvents>, IValueTaskSource
{
    private const PollEvents Unasked = PollEvents.Error | PollEvents.HangUp | PollEvents.NotOpen;

    private readonly ReadinessLoop loop = loop ?? ReadinessLoop.For(resume);
    private ManualResetValueTaskSourceCore<PollEvents> core;
    private CancellationTokenRegistration registration;
    private CancellationToken cancelled;

    public int Descriptor => descriptor;

    public PollEvents Wanted { get; private set; }

    /// <summary>The next one that waits for the same descriptor; the loop's own.</summary>
    public DescriptorWait? Next { get; set; }

    /// <summary>The loop's own: which registration this is; 0 before the first.</summary>
    public int Ticket { get; set; }

    /// <summary>The loop's own: whether somebody waits now.</summary>
    public bool IsPending { get; set; }

    /// <summary>The loop's own: what was seen while nobody waited.</summary>
    public PollEvents Unclaimed { get; set; }

    /// <summary>Completes when the descriptor is ready for <paramref name="wanted"/>, or broken; it does not look first.</summary>
    public ValueTask<PollEvents> StartAsync(PollEvents wanted, CancellationToken cancellation)
    {
        Begin(wanted, cancellation);
        return new ValueTask<PollEvents>(this, core.Version);
    }

    /// <summary>The same for those who only want to know when.</summary>
    public ValueTask StartQuietlyAsync(PollEvents wanted, CancellationToken cancellation)
    {
        Begin(wanted, cancellation);
        return new ValueTask(this, core.Version);
    }

    private void Begin(PollEvents wanted, CancellationToken cancellation)
    {
        core.Reset();
        Wanted = wanted;
        if (cancellation != cancelled)
        {
            registration.Dispose();
            cancelled = cancellation;
            registration = cancellation.UnsafeRegister(static wait => ((DescriptorWait)wait!).Cancel(), this);
        }

        loop.Add(this);
        if (cancellation.IsCancellationRequested)
        {
            // The call may have come before there was anything to cancel.
            Cancel();
        }
    }

    /// <summary>To be called before the descriptor is closed.</summary>
    public void Forget()
    {
        registration.Dispose();
        loop.Forget(this);
    }

    public bool IsEndedBy(PollEvents seen) => (seen & (Wanted | Unasked)) != PollEvents.None;

    /// <summary>Only after the loop has let go of it.</summary>
    public void Complete(PollEvents seen)
    {
        core.RunContinuationsAsynchronously = resume == Resume.OnThePool;
        core.SetResult(seen);
    }

    /// <summary>Only after the loop has let go of it.</summary>
    public void Fail(Exception exception)
    {
        core.RunContinuationsAsynchronously = true;
        core.SetException(exception);
    }

    private void Cancel()
    {
        if (loop.Withdraw(this))
        {
            Fail(new OperationCanceledException(cancelled));
        }
    }

    public PollEvents GetResult(short token)
    {
        if (resume == Resume.OnThePool)
        {
            // Whoever goes on in place waits again under the same token, and would register as often.
            registration.Dispose();
            cancelled = CancellationToken.None;
        }

        return core.GetResult(token);
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        core.OnCompleted(continuation, state, token, flags);
}
