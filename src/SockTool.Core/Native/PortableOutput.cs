using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SockTool.Core.Native;

/// <summary>
/// Standard output as a file, for systems without descriptors. The framework's own stream takes a pipe that has lost its reader for
/// success, on every system (dotnet/runtime, ConsolePal), and so would lose bytes without a word.
/// </summary>
public static partial class PortableOutput
{
    private const int OfWindows = -11; // STD_OUTPUT_HANDLE

    /// <summary>What writing says when the reader is gone: ERROR_BROKEN_PIPE, ERROR_NO_DATA, and EPIPE.</summary>
    public static bool IsReaderGone(int error) => OperatingSystem.IsWindows() ? error is 109 or 232 : error == Errno.BrokenPipe;

    /// <summary>null where there is none.</summary>
    public static FileStream? TryOpen()
    {
        var handle = new SafeFileHandle(OperatingSystem.IsWindows() ? GetStandardHandle(OfWindows) : StandardDescriptors.Output, ownsHandle: false);
        return handle.IsInvalid || handle.DangerousGetHandle() == 0 ? null : new FileStream(handle, FileAccess.Write, bufferSize: 0);
    }

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle", SetLastError = true)]
    private static partial nint GetStandardHandle(int which);
}
