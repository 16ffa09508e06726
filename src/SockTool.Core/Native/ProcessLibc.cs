using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>Waiting for, signalling and asking about processes. These functions set errno.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class ProcessLibc
{
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int pid, int signal);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int raise(int signal);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int waitpid(int pid, out int status, int options);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int waitid(int idType, uint id, void* info, int options);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int sigaction(int signal, void* action, void* previous);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint signal(int signal, nint handler);
}
