namespace SockTool.Core.Values;

/// <summary>Bytes as <c>hexdump -C</c> shows them: the offset, 16 bytes in hexadecimal, and those of ASCII that can be printed; a dot for all else.</summary>
public static class HexDumpText
{
    public const int BytesEach = 16;

    /// <summary>Of a line with its end, however large its offset is.</summary>
    public const int LongestLine = LongestOffset + 2 + HexWidth + BytesEach + 2;

    private const int LongestOffset = 16;

    // With a wider gap in the middle, two blanks behind, and the bar.
    private const int HexWidth = (3 * BytesEach) + 3;

    /// <summary>Writes one line, of at most <see cref="BytesEach"/> bytes, into <paramref name="line"/>, and returns how long it is.</summary>
    public static int Write(Span<byte> line, long offset, ReadOnlySpan<byte> bytes)
    {
        offset.TryFormat(line, out var at, offset > uint.MaxValue ? "x16" : "x8", null);
        line[at..LongestLine].Fill((byte)' ');
        var hex = at + 2;
        var text = hex + HexWidth;
        line[text - 1] = (byte)'|';
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i].TryFormat(line[(hex + (3 * i) + (2 * i / BytesEach))..], out _, "x2", null);
            line[text + i] = bytes[i] is >= 0x20 and < 0x7f ? bytes[i] : (byte)'.';
        }

        var end = text + bytes.Length;
        "|\n"u8.CopyTo(line[end..]);
        return end + 2;
    }
}
