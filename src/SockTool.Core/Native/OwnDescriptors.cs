using System.Globalization;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>This process's own table of descriptors: fcntl(2).</summary>
[UnsupportedOSPlatform("windows")]
internal static class OwnDescriptors
{
    private const int GetFlags = 1; // F_GETFD
    private const int SetFlags = 2; // F_SETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC

    private static int DuplicateCloseOnExec => OperatingSystem.IsMacOS() ? 67 : 1030; // F_DUPFD_CLOEXEC

    internal static bool IsOpen(int descriptor) => DescriptorLibc.Fcntl(descriptor, GetFlags, 0) >= 0;

    /// <summary>Returns a copy with the lowest free number from <paramref name="lowest"/> on, or -1 and errno.</summary>
    internal static int DuplicateFrom(int lowest, int descriptor) =>
        DescriptorLibc.Fcntl(descriptor, DuplicateCloseOnExec, lowest);

    /// <summary>
    /// Marks all descriptors from <paramref name="lowest"/> on. What .NET opens is marked from birth, so only those
    /// that our own parent left to us change, and no descriptor opened meanwhile is missed.
    /// </summary>
    internal static void CloseOnExecFrom(int lowest)
    {
        var table = OperatingSystem.IsLinux() ? "/proc/self/fd" : "/dev/fd";
        foreach (var path in Directory.EnumerateFileSystemEntries(table))
        {
            if (int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor) && descriptor >= lowest)
            {
                var flags = DescriptorLibc.Fcntl(descriptor, GetFlags, 0);
                DescriptorLibc.Fcntl(descriptor, SetFlags, flags | CloseOnExec);
            }
        }
    }
}
