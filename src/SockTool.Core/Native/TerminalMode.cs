using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>
/// A terminal taken out of its line discipline so that lines can be edited here, until restored: termios(3).
/// All members may be called from any thread, at any time, any number of times; so from a signal handler too.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed unsafe class TerminalMode : IDisposable
{
    private const int FallbackWidth = 80;
    private const int AtOnce = 0; // TCSANOW: keeps what was typed ahead, and does not wait for a terminal that is held with Ctrl+S
    private readonly int descriptor;
    private readonly byte[] before;
    private readonly byte[] editing;
    private int applied;

    private TerminalMode(int descriptor, byte[] before)
    {
        this.descriptor = descriptor;
        this.before = before;
        editing = [.. before];
        TermiosLayout.OfThisSystem.MakeFitForLineEditing(editing);
    }

    /// <summary>isatty(3); false for a closed descriptor as well.</summary>
    public static bool IsTerminal(int descriptor) => TerminalLibc.isatty(descriptor) == 1;

    /// <summary>The columns of a terminal (TIOCGWINSZ), or 80 if it is none or does not say.</summary>
    public static int WidthOf(int descriptor)
    {
        var size = stackalloc ushort[4]; // struct winsize: rows, columns, and two in pixels
        nuint request = OperatingSystem.IsMacOS() ? 0x40087468u : 0x5413u;
        return DescriptorLibc.Ioctl(descriptor, request, size) == 0 && size[1] > 0 ? size[1] : FallbackWidth;
    }

    /// <summary>
    /// Lets each key arrive at once and unechoed. Ctrl+C still is SIGINT, and output is processed as before.
    /// Returns null if <paramref name="descriptor"/> is not a terminal.
    /// </summary>
    public static TerminalMode? EnterLineEditing(int descriptor)
    {
        var found = new byte[TermiosLayout.Size];
        fixed (byte* termios = found)
        {
            if (!IsTerminal(descriptor) || TerminalLibc.tcgetattr(descriptor, termios) != 0)
            {
                return null;
            }
        }

        var mode = new TerminalMode(descriptor, found);
        mode.Resume();
        return mode;
    }

    /// <summary>Enters the mode again, whatever it is by now: what SIGCONT calls for. In the background it leaves the terminal to the shell.</summary>
    public void Resume()
    {
        if (!InBackground)
        {
            applied = 1;
            Set(editing);
        }
    }

    /// <summary>Puts back what was found, unless that has been done. In the background it leaves the terminal to the shell.</summary>
    public void Restore()
    {
        if (Interlocked.Exchange(ref applied, 0) == 1 && !InBackground)
        {
            Set(before);
        }
    }

    public void Dispose() => Restore();

    // tcsetattr(3) from the background stops us with SIGTTOU, and by then the shell has set its own modes.
    private bool InBackground => TerminalLibc.tcgetpgrp(descriptor) is var foreground and > 0 && foreground != TerminalLibc.getpgrp();

    private void Set(byte[] attributes)
    {
        fixed (byte* termios = attributes)
        {
            _ = TerminalLibc.tcsetattr(descriptor, AtOnce, termios);
        }
    }
}
