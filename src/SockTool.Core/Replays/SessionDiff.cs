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
    private const int LongestLine = 512;
    private const int BytesInALine = 32;

    /// <param name="mismatch">What is told.</param>
    /// <param name="masks">What is not told.</param>
    /// <param name="expected">What the one side is called.</param>
    /// <param name="found">What the other side is called.</param>
    public static string Of(Mismatch mismatch, Masks masks, string expected, string found)
    {
        ArgumentNullException.ThrowIfNull(mismatch);
        ArgumentNullException.ThrowIfNull(masks);
        IEnumerable<string> came = [.. Lines(mismatch.Verified, mismatch.Came, masks), .. mismatch.EndAsLine];
        var diff = UnidiffRenderer.GenerateUnidiff(Text(Expected(mismatch, masks)), Text(came), EscapedText.Printable(expected), EscapedText.Printable(found));
        return $"{diff.ReplaceLineEndings("\n").TrimEnd('\n')}\n";
    }

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines.Take(MostLines));

    private static IEnumerable<string> Expected(Mismatch mismatch, Masks masks)
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
