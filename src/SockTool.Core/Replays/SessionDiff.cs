using System.Globalization;
using System.Text;
using System.Text.Unicode;
using DiffPlex.Renderer;
using SockTool.Core.SessionFiles;
using SockTool.Core.Values;

namespace SockTool.Core.Replays;

/// <summary>What was to come and what came as a unified diff, in the lines of a session file, each as short as a line of what was said.</summary>
/// <param name="Text">The diff; it ends with <c>...</c> where it is cut.</param>
/// <param name="ExpectedLeftOut">How many bytes of what was to come stand behind the cut.</param>
/// <param name="CameLeftOut">How many bytes of what came.</param>
public sealed record SessionDiff(string Text, long ExpectedLeftOut, long CameLeftOut)
{
    private const int MostLines = 400;
    private const int MostCharacters = 16 * 1024;
    private const int LinesOfContext = 3;
    private const int LongestLine = 512;
    private const int BytesInALine = 32;
    private const string CutHere = "...\n";

    /// <param name="mismatch">What is told.</param>
    /// <param name="masks">What is not told.</param>
    /// <param name="expected">What the one side is called.</param>
    /// <param name="found">What the other side is called.</param>
    public static SessionDiff Of(Mismatch mismatch, Masks masks, string expected, string found)
    {
        ArgumentNullException.ThrowIfNull(mismatch);
        ArgumentNullException.ThrowIfNull(masks);
        var (left, right) = (Expected(mismatch, masks), Came(mismatch, masks));
        var skipped = Math.Max(0, left.Zip(right).TakeWhile(pair => pair.First.Text == pair.Second.Text).Count() - LinesOfContext);
        var (before, after) = (new Part(left.Skip(skipped)), new Part(right.Skip(skipped)));
        var diff = UnidiffRenderer.GenerateUnidiff(before.Text, after.Text, EscapedText.Printable(expected), EscapedText.Printable(found));
        var lines = diff.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => Moved(line, skipped));
        return new SessionDiff($"{string.Join('\n', lines)}\n{(before.IsCut || after.IsCut ? CutHere : "")}", before.LeftOut, after.LeftOut);
    }

    /// <summary>Only the header of a hunk begins with @: each line of a session has its side first.</summary>
    private static string Moved(string line, int by) =>
        line.StartsWith("@@ ", StringComparison.Ordinal) ? string.Join(' ', line.Split(' ').Select(word => word[0] == '@' ? word : Range(word, by))) : line;

    // A range of no lines has the number of the line before it (POSIX, diff -u): 0 where there is none.
    private static string Range(string word, int by)
    {
        var end = word.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma ? comma : word.Length;
        var first = int.Parse(word.AsSpan(1, end - 1), CultureInfo.InvariantCulture) + by;
        return $"{word[0]}{(word[end..] == ",0" ? Math.Max(0, first - 1) : first).ToString(CultureInfo.InvariantCulture)}{word[end..]}";
    }

    private static IEnumerable<Line> Came(Mismatch mismatch, Masks masks)
    {
        IEnumerable<ReadOnlyMemory<byte>> pieces = mismatch.IsOfMessages ? mismatch.Came : [mismatch.Came.SelectMany(piece => piece.ToArray()).ToArray()];
        return pieces.SelectMany(piece => Piece(mismatch, piece, masks)).Concat(mismatch.EndAsLine.Select(text => new Line(text, 0)));
    }

    private static IEnumerable<Line> Piece(Mismatch mismatch, ReadOnlyMemory<byte> bytes, Masks masks) =>
        mismatch.IsOfMessages && bytes.IsEmpty ? [Line.Of(mismatch.Verified, [])] : Lines(mismatch.Verified, bytes, masks);

    private static IEnumerable<Line> Expected(Mismatch mismatch, Masks masks) =>
        mismatch.IsOfMessages ? mismatch.Expected.SelectMany(step => step is SaidStep said ? Piece(mismatch, said.Bytes, masks) : [Line.Of(step)]) : Joined(mismatch, masks);

    private static IEnumerable<Line> Joined(Mismatch mismatch, Masks masks)
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
                yield return Line.Of(step);
            }
        }
    }

    private static IEnumerable<Line> Lines(Side side, ReadOnlyMemory<byte> bytes, Masks masks) => Utf8.IsValid(bytes.Span)
        ? SplitAfter('\n', masks.Apply(Encoding.UTF8.GetString(bytes.Span))).SelectMany(line => line.EnumerateRunes().Chunk(LongestLine)).Select(runes => Line.Of(side, Encoding.UTF8.GetBytes(string.Concat(runes))))
        : bytes.ToArray().Chunk(BytesInALine).Select(part => Line.Of(side, part));

    private static IEnumerable<string> SplitAfter(char end, string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = text.AsSpan(at).IndexOf(end) is var found and >= 0 ? found + 1 : text.Length - at;
            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>A line of a session, and how many bytes were said with it.</summary>
    private readonly record struct Line(string Text, int Bytes)
    {
        public static Line Of(Side side, byte[] said) => new(SessionText.Said(side, said), said.Length);

        public static Line Of(SidedStep step) => new(SessionText.Of(step), 0);
    }

    /// <summary>As much of one side as is shown.</summary>
    private sealed class Part
    {
        private readonly StringBuilder shown = new();
        private int count;

        public Part(IEnumerable<Line> lines)
        {
            foreach (var line in lines)
            {
                Add(line);
            }
        }

        public string Text => shown.ToString();

        public bool IsCut { get; private set; }

        public long LeftOut { get; private set; }

        private void Add(Line line)
        {
            IsCut |= count == MostLines || shown.Length + line.Text.Length > MostCharacters;
            if (IsCut)
            {
                LeftOut += line.Bytes;
                return;
            }

            shown.Append(count++ == 0 ? "" : "\n").Append(line.Text);
        }
    }
}
