using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>Signal numbers that differ per system, and the one disposition that would hide how children end.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe class ChildSignals
{
    internal const int Kill = 9;
    internal const int Terminate = 15;
    private const nint DefaultHandler = 0;
    private const nint IgnoreHandler = 1;

    internal static int Continue => OperatingSystem.IsLinux() ? 18 : 19;
    internal static int Stop => OperatingSystem.IsLinux() ? 19 : 17;
    internal static int Child => OperatingSystem.IsLinux() ? 17 : 20;

    /// <summary>
    /// A parent that ignores SIGCHLD hands that down to us, and then the kernel reaps our children itself and their
    /// exit statuses are lost (wait(2), notes on SIGCHLD). A handler, such as the runtime's, is left alone.
    /// </summary>
    internal static void KeepExitStatuses()
    {
        // struct sigaction starts with the handler on glibc, musl and macOS, and has 152 bytes at most.
        var current = stackalloc nint[32];
        if (ProcessLibc.sigaction(Child, null, current) == 0 && current[0] == IgnoreHandler)
        {
            ProcessLibc.signal(Child, DefaultHandler);
        }
    }
}
