using System.Globalization;
using System.Text;

namespace SockTool.Layout;

/// <summary>How many columns text takes on a terminal. Terminals differ in details; this is what most of them do.</summary>
internal static class DisplayWidth
{
    private const int EmojiSelector = 0xFE0F; // UTS #51: shows the character before it as an emoji
    private const int SoftHyphen = 0xAD;

    internal static int Of(ReadOnlySpan<char> text)
    {
        var width = 0;
        while (!text.IsEmpty)
        {
            var length = StringInfo.GetNextTextElementLength(text);
            width += OfCluster(text[..length]);
            text = text[length..];
        }

        return width;
    }

    /// <summary>The text with spaces behind it up to a column.</summary>
    internal static string Pad(string text, int columns) => text + new string(' ', Math.Max(columns - Of(text), 0));

    /// <summary>One character as the reader sees it, however many code points it is made of: 0, 1 or 2 columns.</summary>
    internal static int OfCluster(ReadOnlySpan<char> cluster)
    {
        var width = 0;
        foreach (var rune in cluster.EnumerateRunes())
        {
            width += rune.Value == EmojiSelector && width > 0 ? 1 : Of(rune);
        }

        return Math.Min(width, 2);
    }

    private static int Of(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        UnicodeCategory.Format => rune.Value == SoftHyphen ? 1 : 0,
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => 0,
        _ when rune.Value is >= 0x1160 and <= 0x11FF => 0, // Hangul vowels and finals join the syllable before them
        _ => WideRanges.Contains(rune.Value) ? 2 : 1,
    };
}
