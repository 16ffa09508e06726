using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>How wide a terminal is: TIOCGWINSZ of ioctl_tty(2).</summary>
[UnsupportedOSPlatform("windows")]
internal static class TerminalSize
{
    private static nuint GetWindowSize => OperatingSystem.IsMacOS() ? 0x40087468u : 0x5413u;

    /// <summary>Its columns; null where it does not know, or is no terminal.</summary>
    public static unsafe int? ColumnsOf(int descriptor)
    {
        // struct winsize: rows, columns, and both in pixels.
        var size = stackalloc ushort[4];
        return DescriptorLibc.Ioctl(descriptor, GetWindowSize, size) == 0 && size[1] > 0 ? size[1] : null;
    }
}
