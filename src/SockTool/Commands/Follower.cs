using System.ComponentModel;
using System.Diagnostics;
using SockTool.Core.Connections;

namespace SockTool.Commands;

/// <summary>The program that follows a run where a process cannot become another: it has our streams, and its exit code is ours.</summary>
internal static class Follower
{
    /// <exception cref="FailureException">It cannot be started.</exception>
    public static int Run(IReadOnlyList<string> command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception failed)
        {
            throw new FailureException(new Failure(FailureKind.Other, Operation.Start) { Subject = command[0], Errno = failed.NativeErrorCode });
        }
    }
}
