using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace SockTool.Core.Native;

/// <summary>
/// Where the few parts of <c>struct termios</c> lie that line editing changes, and the values of its flags. Linux:
/// 32-bit flags, one line-discipline byte, then the control characters (glibc and musl, asm-generic/termbits.h, so
/// x64 and arm64 alike). macOS: 64-bit flags, then the control characters (sys/termios.h).
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed record TermiosLayout
{
    /// <summary>Enough for all of them: 60 bytes on Linux, 72 on macOS.</summary>
    internal const int Size = 128;

    private static readonly TermiosLayout Linux = new()
    {
        FlagSize = 4, ControlCharacters = 17, MinimumIndex = 6, TimeIndex = 5,
        FlowControl = 0x400, Canonical = 0x2, Echo = 0x8, Signals = 0x1, Extensions = 0x8000,
    };

    private static readonly TermiosLayout Apple = new()
    {
        FlagSize = 8, ControlCharacters = 32, MinimumIndex = 16, TimeIndex = 17,
        FlowControl = 0x200, Canonical = 0x100, Echo = 0x8, Signals = 0x80, Extensions = 0x400,
    };

    internal required int FlagSize { get; init; }
    internal required int ControlCharacters { get; init; }
    internal required int MinimumIndex { get; init; } // VMIN
    internal required int TimeIndex { get; init; } // VTIME
    internal required uint FlowControl { get; init; } // IXON
    internal required uint Canonical { get; init; } // ICANON
    internal required uint Echo { get; init; } // ECHO
    internal required uint Signals { get; init; } // ISIG
    internal required uint Extensions { get; init; } // IEXTEN: Ctrl+V and Ctrl+O would be eaten

    internal static TermiosLayout OfThisSystem => OperatingSystem.IsMacOS() ? Apple : Linux;

    /// <summary>Each key arrives at once and unechoed; Ctrl+C, Ctrl+\ and Ctrl+Z stay signals; output is as before.</summary>
    internal void MakeFitForLineEditing(Span<byte> termios)
    {
        Change(termios, 0, clear: FlowControl, set: 0);
        Change(termios, 3 * FlagSize, clear: Canonical | Echo | Extensions, set: Signals);
        termios[ControlCharacters + MinimumIndex] = 1;
        termios[ControlCharacters + TimeIndex] = 0;
    }

    // Both systems are little-endian, and all of these flags are in the lower 32 bits.
    private static void Change(Span<byte> termios, int offset, uint clear, uint set)
    {
        ref var flags = ref MemoryMarshal.AsRef<uint>(termios[offset..]);
        flags = (flags & ~clear) | set;
    }
}
