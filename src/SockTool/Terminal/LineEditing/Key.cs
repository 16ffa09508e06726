using System.Runtime.InteropServices;
using System.Text;

namespace SockTool.Terminal.LineEditing;

/// <summary>One key press, as what it means to the editor.</summary>
/// <param name="Kind">The meaning.</param>
/// <param name="Rune">The character of <see cref="KeyKind.Character"/>; else U+0000.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Key(KeyKind Kind, Rune Rune = default);
