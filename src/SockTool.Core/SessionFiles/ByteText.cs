using System.Buffers;
using System.Text;

namespace SockTool.Core.SessionFiles;

/// <summary>Bytes as a regular expression sees them: UTF-8 where they are some, and otherwise each as the character of its number.</summary>
internal static class ByteText
{
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var isValid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
            length = isValid ? length : 1;
            _ = isValid ? text.Append(rune) : text.Append((char)bytes[0]);
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>Goes on in bytes and in their text, until <paramref name="to"/> or right behind it.</summary>
    public static void Advance(ReadOnlySpan<byte> bytes, int to, ref int at, ref int characters)
    {
        while (at < to)
        {
            var isValid = Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) == OperationStatus.Done;
            at += isValid ? length : 1;
            characters += isValid ? rune.Utf16SequenceLength : 1;
        }
    }

    /// <summary>How many bytes the first <paramref name="characters"/> of their text are.</summary>
    public static int LengthOf(ReadOnlySpan<byte> bytes, int characters)
    {
        var at = 0;
        while (characters > 0)
        {
            var isValid = Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) == OperationStatus.Done;
            at += isValid ? length : 1;
            characters -= isValid ? rune.Utf16SequenceLength : 1;
        }

        return at;
    }
}
