using System.Buffers;
using System.Text;

namespace SockTool.Terminal.LineEditing;

/// <summary>
/// Turns a terminal's bytes into keys. Bytes are kept until they make a whole key, so a character or sequence may
/// arrive in pieces; those after the last key that was read wait for the next call.
/// </summary>
internal sealed class KeyReader
{
    private byte[] waiting = [];

    internal void Add(ReadOnlySpan<byte> input) => waiting = [.. waiting, .. input];

    /// <summary>Reads all keys up to and including the first that <paramref name="accept"/> answers with false.</summary>
    internal void ReadWhile(Func<Key, bool> accept)
    {
        var start = 0;
        var wanted = true;
        while (wanted && TryParse(waiting.AsSpan(start), out var key, out var length))
        {
            start += length;
            wanted = key.Kind == KeyKind.None || accept(key);
        }

        waiting = waiting[start..];
    }

    private static bool TryParse(ReadOnlySpan<byte> bytes, out Key key, out int length)
    {
        if (bytes is [EscapeSequence.Escape, ..])
        {
            return EscapeSequence.TryParse(bytes, out key, out length);
        }

        var status = Rune.DecodeFromUtf8(bytes, out var rune, out length);
        key = KeyOf(rune);
        return status != OperationStatus.NeedMoreData;
    }

    private static Key KeyOf(Rune rune) => rune.Value switch
    {
        '\r' or '\n' => new(KeyKind.Enter),
        0x7F or Control.H => new(KeyKind.Backspace),
        Control.A => new(KeyKind.Home),
        Control.B => new(KeyKind.Left),
        Control.D => new(KeyKind.DeleteOrEnd),
        Control.E => new(KeyKind.End),
        Control.F => new(KeyKind.Right),
        Control.K => new(KeyKind.KillToEnd),
        Control.L => new(KeyKind.ClearScreen),
        Control.N => new(KeyKind.Newer),
        Control.P => new(KeyKind.Older),
        Control.U => new(KeyKind.KillToStart),
        Control.W => new(KeyKind.KillBlankWordLeft),
        '\t' => new(KeyKind.Character, rune),
        _ when Rune.IsControl(rune) => new(KeyKind.None),
        _ => new(KeyKind.Character, rune),
    };

    private static class Control
    {
        internal const int A = 'A' - 64;
        internal const int B = 'B' - 64;
        internal const int D = 'D' - 64;
        internal const int E = 'E' - 64;
        internal const int F = 'F' - 64;
        internal const int H = 'H' - 64;
        internal const int K = 'K' - 64;
        internal const int L = 'L' - 64;
        internal const int N = 'N' - 64;
        internal const int P = 'P' - 64;
        internal const int U = 'U' - 64;
        internal const int W = 'W' - 64;
    }
}
