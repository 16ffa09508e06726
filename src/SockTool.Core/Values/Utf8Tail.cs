using System.Buffers;
using System.Text;

namespace SockTool.Core.Values;

/// <summary>A UTF-8 character that the end of a read or a write splits (RFC 3629).</summary>
public static class Utf8Tail
{
    /// <summary>The most bytes of one character.</summary>
    public const int LongestCharacter = 4;

    /// <summary>How many bytes at the end begin a character that is not whole yet: 0 to 3.</summary>
    public static int Torn(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length < LongestCharacter && length <= bytes.Length; length++)
        {
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return length;
            }
        }

        return 0;
    }
}
