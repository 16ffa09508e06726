using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>
/// fcntl(2), ioctl(2) and open(2) with their one optional argument. They are variadic, and Apple's arm64 passes variadic
/// arguments on the stack only, so there six unused register arguments stand between the named ones and ours
/// (Apple, "Writing ARM64 code for Apple platforms", section on variadic functions; dotnet/runtime#48796).
/// </summary>
internal static unsafe partial class DescriptorLibc
{
    private static bool OnAppleArm => OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    internal static int Fcntl(int descriptor, int command, nint argument) => OnAppleArm
        ? fcntl(descriptor, command, 0, 0, 0, 0, 0, 0, argument)
        : fcntl(descriptor, command, argument);

    internal static int Ioctl(int descriptor, nuint request, void* argument) => OnAppleArm
        ? ioctl(descriptor, request, 0, 0, 0, 0, 0, 0, argument)
        : ioctl(descriptor, request, argument);

    internal static int Open(string path, int flags, int mode) => OnAppleArm
        ? open(path, flags, 0, 0, 0, 0, 0, 0, mode)
        : open(path, flags, mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, nint mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, nint x2, nint x3, nint x4, nint x5, nint x6, nint x7, nint mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, nint argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fcntl(int descriptor, int command, nint x2, nint x3, nint x4, nint x5, nint x6, nint x7, nint argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int descriptor, nuint request, void* argument);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int descriptor, nuint request, nint x2, nint x3, nint x4, nint x5, nint x6, nint x7, void* argument);
}
