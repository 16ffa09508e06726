using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>
/// The process group of a child. Signals go to it only while its number is surely its own: as long as the leader
/// is not reaped, or others were still in it when it was; once found empty it is never signalled again.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe class ChildGroup(int leader)
{
    private const int NoSuchProcess = 3; // ESRCH
    private const int Interrupted = 4; // EINTR
    private const int ById = 1; // P_PID
    private const int NoHang = 1; // WNOHANG
    private const int Exited = 4; // WEXITED
    private const int AnyGroupProbe = 0; // kill(2): signal 0 only asks

    private readonly Lock gate = new();
    private bool reaped;
    private bool gone;

    private static int LeaveZombie => OperatingSystem.IsLinux() ? 0x01000000 : 0x20; // WNOWAIT

    internal void Signal(int number)
    {
        lock (gate)
        {
            gone = gone || (ProcessLibc.kill(-leader, number) < 0 && Marshal.GetLastPInvokeError() == NoSuchProcess);
        }
    }

    /// <summary>
    /// Whether nobody is left who runs. Orphans stay in the group until their new parent, process 1, has reaped them,
    /// and in a container that may be never.
    /// </summary>
    internal bool HasEnded() => IsGone() || (reaped && OperatingSystem.IsLinux() && ProcessTable.HasOnlyZombies(leader));

    /// <summary>Blocks until the leader ends, and reaps it.</summary>
    /// <exception cref="InvalidOperationException">It is not our child, or somebody else reaped it.</exception>
    internal ChildExit Reap()
    {
        // The wait leaves a zombie, which pins the number; reaping under the gate then cannot race with a signal.
        var info = stackalloc byte[128];
        Retry(() => ProcessLibc.waitid(ById, (uint)leader, info, Exited | LeaveZombie));
        lock (gate)
        {
            var status = 0;
            Retry(() => ProcessLibc.waitpid(leader, out status, 0));
            reaped = true;
            Signal(AnyGroupProbe);
            return ChildExit.FromStatus(status);
        }
    }

    // Whether nobody is left. Members that were left to us, which happens to process 1, are reaped here.
    private bool IsGone()
    {
        lock (gate)
        {
            while (reaped && !gone && ProcessLibc.waitpid(-leader, out _, NoHang) > 0)
            {
            }

            if (!gone)
            {
                Signal(AnyGroupProbe);
            }

            return gone;
        }
    }

    private static void Retry(Func<int> call)
    {
        while (call() < 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            if (errno != Interrupted)
            {
                throw new InvalidOperationException($"wait: errno {errno}");
            }
        }
    }
}
