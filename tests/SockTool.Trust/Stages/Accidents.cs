namespace SockTool.Trust.Stages;

internal static class Accidents
{
    /// <summary>Sends a signal to a process that may have ended meanwhile.</summary>
    public static void TrySignal(RunningProcess process, int signal)
    {
        try
        {
            process.Send(signal);
        }
        catch (Xunit.Sdk.XunitException) when (process.HasEnded)
        {
            // ESRCH: too late.
        }
    }
}
