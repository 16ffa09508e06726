using System.Text;

namespace SockTool.Layout;

/// <summary>Breaks a sentence into lines that fit.</summary>
internal static class Wrapping
{
    // What may not begin a line, and what may not end one (W3C, Requirements for Chinese Text Layout, "Prohibition rules for line start and line end").
    private const string NeverFirst = "，。、；：？！）」』》】’”…·%,.;:?!)]}";
    private const string NeverLast = "（「『《【‘“([{";

    /// <summary>Lines of at most so many columns, broken at spaces and beside characters of two columns; a longer word has a line of its own.</summary>
    public static IReadOnlyList<string> Lines(string text, int columns) => Fill(text.Split(' ').SelectMany(PiecesOf), columns);

    /// <summary>The same, broken at spaces only.</summary>
    public static IReadOnlyList<string> LinesOfWords(string text, int columns) => Fill(text.Split(' ').Select(word => (word, true)), columns);

    /// <summary>The pieces of a word between which a line may break.</summary>
    public static IEnumerable<string> Pieces(string word) => PiecesOf(word).Select(piece => piece.Text);

    private static List<string> Fill(IEnumerable<(string Text, bool AfterSpace)> pieces, int columns)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var (text, afterSpace) in pieces)
        {
            var gap = afterSpace && line.Length > 0 ? " " : "";
            if (line.Length > 0 && DisplayWidth.Of($"{line}{gap}{text}") > columns)
            {
                lines.Add(line.ToString());
                line.Clear();
                gap = "";
            }

            line.Append(gap).Append(text);
        }

        lines.Add(line.ToString());
        return lines;
    }

    private static IEnumerable<(string Text, bool AfterSpace)> PiecesOf(string word)
    {
        var start = 0;
        for (var index = 1; index < word.Length; index++)
        {
            if (MayBreak(word[index - 1], word[index]))
            {
                yield return (word[start..index], start == 0);
                start = index;
            }
        }

        yield return (word[start..], start == 0);
    }

    private static bool MayBreak(char before, char after) =>
        (WideRanges.Contains(before) || WideRanges.Contains(after)) && !NeverLast.Contains(before, StringComparison.Ordinal) && !NeverFirst.Contains(after, StringComparison.Ordinal);
}
