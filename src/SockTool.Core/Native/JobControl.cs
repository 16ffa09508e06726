using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>What Ctrl+Z means to a shell.</summary>
[UnsupportedOSPlatform("windows")]
public static unsafe class JobControl
{
    /// <summary>
    /// Stops this process as SIGTSTP does where nobody handles it, and returns when it goes on; at once where no shell would ever
    /// continue it (setpgid(2), orphaned process groups). Whoever handles the signal does so again afterwards.
    /// </summary>
    public static void Suspend()
    {
        var terminalStop = OperatingSystem.IsMacOS() ? 18 : 20;

        // struct sigaction has 152 bytes at most, and all of them 0 is the default.
        var usual = stackalloc nint[32];
        var handled = stackalloc nint[32];
        new Span<nint>(usual, 32).Clear();
        if (ProcessLibc.sigaction(terminalStop, usual, handled) == 0)
        {
            _ = ProcessLibc.raise(terminalStop);
            _ = ProcessLibc.sigaction(terminalStop, handled, null);
        }
    }
}
