using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>The program that takes the place of this one: execvp(3). Its terminal, its signals and its exit code are its own.</summary>
[UnsupportedOSPlatform("windows")]
public static unsafe partial class Successor
{
    private const int PipeBroken = 13; // SIGPIPE
    private const int FileSizeExceeded = 25; // SIGXFSZ

    /// <summary>Returns only where the program cannot be started: the errno.</summary>
    public static int Become(IReadOnlyList<string> command)
    {
        // What the runtime and we ignore would stay ignored in it (execve(2)).
        _ = ProcessLibc.signal(PipeBroken, 0);
        _ = ProcessLibc.signal(FileSizeExceeded, 0);
        using var arguments = new NativeStrings([.. command]);
        return execvp(arguments.Pointers[0], arguments.Pointers) < 0 ? Unix.LastError : 0;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int execvp(byte* file, byte** arguments);
}
