namespace SockTool.Core.Sessions;

/// <summary>When something last happened in a session, for the idle timeout and the times of the verdict.</summary>
public sealed class SessionActivity(TimeProvider clock)
{
    private readonly long start = clock.GetTimestamp();
    private long last = clock.GetTimestamp();
    private long firstFromPeer;
    private bool isWatched;

    /// <summary>Whether our input has said anything yet.</summary>
    public bool InputHasBegun { get; private set; }

    public TimeSpan SinceStart => clock.GetElapsedTime(start);

    /// <summary>From the start of the session to the peer's first byte; null where none came.</summary>
    public TimeSpan? ToFirstByte => firstFromPeer == 0 ? null : clock.GetElapsedTime(start, firstFromPeer);

    public TimeSpan SinceLast => clock.GetElapsedTime(Interlocked.Read(ref last));

    public void TouchFromInput()
    {
        Touch();
        InputHasBegun = true;
    }

    public void Touch()
    {
        // Asking for the time costs as much as a tenth of a small read.
        if (isWatched)
        {
            Interlocked.Exchange(ref last, clock.GetTimestamp());
        }
    }

    public void TouchFromPeer()
    {
        Touch();
        if (firstFromPeer == 0)
        {
            firstFromPeer = clock.GetTimestamp();
        }
    }

    /// <summary>A silence begins now, whatever was before.</summary>
    public void BeginSilence()
    {
        isWatched = true;
        Touch();
    }

    /// <summary>Completes when nothing has happened for <paramref name="limit"/>. To be called before anything happens, or after <see cref="BeginSilence"/>.</summary>
    public async Task WaitForSilenceAsync(TimeSpan limit, CancellationToken cancellation)
    {
        isWatched = true;
        while (SinceLast is var silent && silent < limit)
        {
            await Task.Delay(limit - silent + TimeSpan.FromMilliseconds(1), clock, cancellation);
        }
    }
}
