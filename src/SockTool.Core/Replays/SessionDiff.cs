using System.Globalization;
using System.Text;
using System.Text.Unicode;
using DiffPlex.Renderer;
using SockTool.Core.SessionFiles;
using SockTool.Core.Values;

namespace SockTool.Core.Replays;

/// <summary>What was to come and what came as a unified diff, in the lines of a session file, each as short as a line of what was said.</summary>
public static class SessionDiff
{
    private const int MostLines = 400;
    private const int LinesOfContext = 3;
    private const int LongestLine = 512;
    private const int BytesInALine = 32;
    private const string CutHere = "...\n";

    /// <param name="mismatch">What is told.</param>
    /// <param name="masks">What is not told.</param>
    /// <param name="expected">What the one side is called.</param>
    /// <param name="found">What the other side is called.</param>
    public static string Of(Mismatch mismatch, Masks masks, string expected, string found)
    {
        ArgumentNullException.ThrowIfNull(mismatch);
        ArgumentNullException.ThrowIfNull(masks);
        var (left, right) = (Expected(mismatch, masks), Came(mismatch, masks));
        var skipped = Math.Max(0, left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count() - LinesOfContext);
        IReadOnlyList<string>[] sides = [.. new[] { left, right }.Select(side => side.Skip(skipped).Take(MostLines + 1).ToList())];
        var diff = UnidiffRenderer.GenerateUnidiff(Text(sides[0]), Text(sides[1]), EscapedText.Printable(expected), EscapedText.Printable(found));
        var lines = diff.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => Moved(line, skipped));
        return $"{string.Join('\n', lines)}\n{(sides.Any(side => side.Count > MostLines) ? CutHere : "")}";
    }

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines.Take(MostLines));

    /// <summary>Only the header of a hunk begins with @: each line of a session has its side first.</summary>
    private static string Moved(string line, int by) =>
        line.StartsWith("@@ ", StringComparison.Ordinal) ? string.Join(' ', line.Split(' ').Select(word => word[0] == '@' ? word : Range(word, by))) : line;

    private static string Range(string word, int by)
    {
        var end = word.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma ? comma : word.Length;
        return $"{word[0]}{(int.Parse(word.AsSpan(1, end - 1), CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture)}{word[end..]}";
    }

    private static IEnumerable<string> Came(Mismatch mismatch, Masks masks)
    {
        IEnumerable<ReadOnlyMemory<byte>> pieces = mismatch.IsOfMessages ? mismatch.Came : [mismatch.Came.SelectMany(piece => piece.ToArray()).ToArray()];
        return pieces.SelectMany(piece => Piece(mismatch, piece, masks)).Concat(mismatch.EndAsLine);
    }

    private static IEnumerable<string> Piece(Mismatch mismatch, ReadOnlyMemory<byte> bytes, Masks masks) =>
        mismatch.IsOfMessages && bytes.IsEmpty ? [SessionText.Said(mismatch.Verified, [])] : Lines(mismatch.Verified, bytes, masks);

    private static IEnumerable<string> Expected(Mismatch mismatch, Masks masks) =>
        mismatch.IsOfMessages ? mismatch.Expected.SelectMany(step => step is SaidStep said ? Piece(mismatch, said.Bytes, masks) : [SessionText.Of(step)]) : Joined(mismatch, masks);

    private static IEnumerable<string> Joined(Mismatch mismatch, Masks masks)
    {
        // What stands in several lines may have come in one.
        var said = new List<byte>();
        foreach (var step in mismatch.Expected.Append(null))
        {
            if (step is SaidStep { Bytes: var bytes })
            {
                said.AddRange(bytes.Span);
                continue;
            }

            foreach (var line in Lines(mismatch.Verified, said.ToArray(), masks))
            {
                yield return line;
            }

            said.Clear();
            if (step is not null)
            {
                yield return SessionText.Of(step);
            }
        }
    }

    private static IEnumerable<string> Lines(Side side, ReadOnlyMemory<byte> bytes, Masks masks) => Utf8.IsValid(bytes.Span)
        ? masks.Apply(Encoding.UTF8.GetString(bytes.Span)).SplitAfter('\n').SelectMany(line => line.EnumerateRunes().Chunk(LongestLine)).Select(runes => SessionText.Said(side, Encoding.UTF8.GetBytes(string.Concat(runes))))
        : bytes.ToArray().Chunk(BytesInALine).Select(part => SessionText.Said(side, part));

    private static IEnumerable<string> SplitAfter(this string text, char end)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOf(end) is var found and >= 0 ? found + 1 : text.Length - at;
            yield return text.Substring(at, length);
            at += length;
        }
    }
}
