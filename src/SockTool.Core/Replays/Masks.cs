using System.Text.RegularExpressions;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Replays;

/// <summary>Something that differs from run to run, such as a date: wherever the pattern matches stands the name.</summary>
public sealed record Mask(BytePattern Pattern, string Name);

/// <summary>All masks of a run. What one has named is not looked at by the next.</summary>
public sealed class Masks(IReadOnlyList<Mask> all)
{
    /// <summary>Text with the names in place of what differs.</summary>
    public string Apply(string text) => all.Count == 0 ? text : string.Concat(Cut(text).Select(piece => piece.By?.Name ?? piece.Text));

    /// <summary>A regular expression for all that is the same behind the masks, and whether it ends where the text does; null where no mask matches.</summary>
    public (string Source, bool IsClosed)? PatternFor(string text)
    {
        var pieces = all.Count == 0 ? [] : Cut(text);
        return pieces.Exists(piece => piece.By is not null)
            ? (string.Concat(pieces.Select(piece => piece.By is { } mask ? $"(?:{mask.Pattern.Source})" : Regex.Escape(piece.Text))), pieces[^1].By is null)
            : null;
    }

    private List<(string Text, Mask? By)> Cut(string text) =>
        all.Aggregate(new List<(string Text, Mask? By)> { (text, null) }, (pieces, mask) => [.. pieces.SelectMany(piece => piece.By is null ? Cut(piece.Text, mask) : [piece])]);

    private static IEnumerable<(string Text, Mask? By)> Cut(string text, Mask mask)
    {
        var at = 0;
        foreach (var (start, length) in mask.Pattern.AllIn(text))
        {
            if (start > at)
            {
                yield return (text[at..start], null);
            }

            yield return (text.Substring(start, length), mask);
            at = start + length;
        }

        if (at < text.Length)
        {
            yield return (text[at..], null);
        }
    }
}
