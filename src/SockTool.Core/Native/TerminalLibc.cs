using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>termios(3) and tcgetpgrp(3). These functions set errno.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class TerminalLibc
{
    [LibraryImport("libc", SetLastError = true)]
    internal static partial int isatty(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcgetattr(int descriptor, void* termios);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcsetattr(int descriptor, int when, void* termios);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int tcgetpgrp(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int getpgrp();
}
