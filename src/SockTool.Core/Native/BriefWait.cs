namespace SockTool.Core.Native;

/// <summary>
/// Waits a moment on the spot before a wait that gives the thread back: in a stream under way the next bytes come
/// within microseconds, and going to sleep and being woken by another thread takes longer than that. On a thread of the pool
/// only: others serve many connections (<see cref="EdgeLoop"/>).
/// </summary>
internal static class BriefWait
{
    private const int Moment = 2; // milliseconds

    // Before that it lets others run, who may be about to make it ready: their processor does not fall asleep in between.
    private const int Turns = 100;

    // Of all pumps at a time, the two of one session: the threads of the pool are for everybody.
    private const int Most = 2;

    private static int waiting;

    /// <summary>Whether the descriptor was ready within the moment.</summary>
    public static bool Sees(int descriptor, PollEvents wanted)
    {
        if (!Platform.HasDescriptors || !Thread.CurrentThread.IsThreadPoolThread)
        {
            return false;
        }

        if (Interlocked.Increment(ref waiting) > Most)
        {
            Interlocked.Decrement(ref waiting);
            return false;
        }

        try
        {
            for (var turn = 0; turn < Turns; turn++)
            {
                Thread.Yield();
                if (Readiness.Now(descriptor, wanted) != PollEvents.None)
                {
                    return true;
                }
            }

            return Readiness.Briefly(descriptor, wanted, Moment) != PollEvents.None;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
