using System.Buffers;
using System.Text;

namespace SockTool.Terminal.LineEditing;

/// <summary>
/// Function keys: CSI sequences (ECMA-48 5.4), SS3 sequences (the "application" cursor keys of xterm and VT100), and
/// Alt as an ESC in front of a character. What is unknown is taken whole and means nothing.
/// </summary>
internal static class EscapeSequence
{
    internal const byte Escape = 0x1B;
    private const int Longest = 32;

    /// <summary>Returns false if the sequence is not complete yet.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> bytes, out Key key, out int length)
    {
        key = default;
        length = 1;
        switch (bytes)
        {
            case [_]:
                return false;
            case [_, Escape, ..]:
                return true; // the first was the Esc key by itself
            case [_, (byte)'[', (byte)'[', ..]: // F1 to F5 of the Linux console: console_codes(4)
                length = 4;
                return bytes.Length >= length;
            case [_, (byte)'[' or (byte)'O', ..]:
                return TryParseParameters(bytes, out key, out length);
            default:
                return TryParseAlt(bytes, out key, out length);
        }
    }

    private static bool TryParseAlt(ReadOnlySpan<byte> bytes, out Key key, out int length)
    {
        var status = Rune.DecodeFromUtf8(bytes[1..], out var rune, out length);
        length++;
        key = new(rune.Value switch
        {
            'b' => KeyKind.WordLeft,
            'f' => KeyKind.WordRight,
            'd' => KeyKind.KillWordRight,
            0x7F or '\b' => KeyKind.KillWordLeft,
            '\r' or '\n' => KeyKind.Enter,
            _ => KeyKind.None,
        });
        return status != OperationStatus.NeedMoreData;
    }

    private static bool TryParseParameters(ReadOnlySpan<byte> bytes, out Key key, out int length)
    {
        key = default;
        length = 2;
        while (length < bytes.Length && length < Longest && bytes[length] is >= 0x20 and < 0x40)
        {
            length++;
        }

        if (length == bytes.Length)
        {
            return false;
        }

        // A byte that belongs in no sequence ends it, and is a key of its own.
        if (bytes[length] is >= 0x40 and < 0x7F)
        {
            key = new(Meaning(Encoding.ASCII.GetString(bytes[2..length]), (char)bytes[length], (char)bytes[1]));
            length++;
        }

        return true;
    }

    // xterm sends a modifier after the last ';': 3 is Alt, 5 Ctrl, 7 both (ctlseqs, "PC-Style Function Keys").
    // rxvt sends "ESC O c" and "d" with Ctrl, and 7 and 8 for Home and End.
    private static KeyKind Meaning(string parameters, char final, char introducer)
    {
        var parts = parameters.Split(';');
        var byWord = parts[^1] is "3" or "5" or "7" && (parts.Length > 1 || final != '~');
        return (final, byWord) switch
        {
            ('A', _) => KeyKind.Older,
            ('B', _) => KeyKind.Newer,
            ('C', false) => KeyKind.Right,
            ('C', true) => KeyKind.WordRight,
            ('D', false) => KeyKind.Left,
            ('D', true) => KeyKind.WordLeft,
            ('H', _) => KeyKind.Home,
            ('F', _) => KeyKind.End,
            ('c', _) when introducer == 'O' => KeyKind.WordRight,
            ('d', _) when introducer == 'O' => KeyKind.WordLeft,
            ('~', true) when parts[0] is "3" => KeyKind.KillWordRight,
            ('~', _) => parts[0] switch
            {
                "1" or "7" => KeyKind.Home,
                "4" or "8" => KeyKind.End,
                "3" => KeyKind.Delete,
                _ => KeyKind.None,
            },
            _ => KeyKind.None,
        };
    }
}
