using System.Buffers;
using System.Globalization;
using System.Text;

namespace SockTool.Terminal.LineEditing;

/// <summary>A line of text and a cursor that steps over what a reader takes for one character (UAX #29).</summary>
internal sealed class LineBuffer
{
    private readonly StringBuilder text = new();

    internal string Text => text.ToString();

    internal bool IsEmpty => text.Length == 0;

    /// <summary>The cursor, as an index into <see cref="Text"/>.</summary>
    internal int Cursor { get; private set; }

    internal void Insert(Rune rune)
    {
        Span<char> units = stackalloc char[2];
        var length = rune.EncodeToUtf16(units);
        text.Insert(Cursor, units[..length]);
        Cursor += length;
    }

    /// <summary>Puts another text in place of this one, with the cursor at its end.</summary>
    internal void Replace(string line)
    {
        text.Clear().Append(line);
        Cursor = text.Length;
    }

    internal void Left() => Cursor = BoundaryBefore(Cursor);

    internal void Right() => Cursor = BoundaryAfter(Cursor);

    internal void Home() => Cursor = 0;

    internal void End() => Cursor = text.Length;

    internal void WordLeft() => Cursor = WordBefore(IsPartOfWord);

    internal void WordRight() => Cursor = WordAfter();

    internal void Backspace() => RemoveFrom(BoundaryBefore(Cursor));

    internal void Delete() => RemoveTo(BoundaryAfter(Cursor));

    internal void KillToStart() => RemoveFrom(0);

    internal void KillToEnd() => RemoveTo(text.Length);

    internal void KillWordLeft() => RemoveFrom(WordBefore(IsPartOfWord));

    internal void KillBlankWordLeft() => RemoveFrom(WordBefore(IsNotBlank));

    internal void KillWordRight() => RemoveTo(WordAfter());

    private static bool IsPartOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsNotBlank(Rune rune) => !Rune.IsWhiteSpace(rune);

    private void RemoveFrom(int start)
    {
        text.Remove(start, Cursor - start);
        Cursor = start;
    }

    private void RemoveTo(int end) => text.Remove(Cursor, end - Cursor);

    private int BoundaryBefore(int index) =>
        Array.FindLast(StringInfo.ParseCombiningCharacters(Text), start => start < index);

    private int BoundaryAfter(int index) =>
        Array.Find(StringInfo.ParseCombiningCharacters(Text), start => start > index) is var next and > 0 ? next : text.Length;

    private int WordBefore(Predicate<Rune> belongs)
    {
        var line = Text;
        var at = SkipLeft(line, Cursor, rune => !belongs(rune));
        return SkipLeft(line, at, belongs);
    }

    private int WordAfter()
    {
        var line = Text;
        var at = SkipRight(line, Cursor, rune => !IsPartOfWord(rune));
        return SkipRight(line, at, IsPartOfWord);
    }

    private static int SkipLeft(string line, int at, Predicate<Rune> skip)
    {
        while (Rune.DecodeLastFromUtf16(line.AsSpan(0, at), out var rune, out var length) == OperationStatus.Done && skip(rune))
        {
            at -= length;
        }

        return at;
    }

    private static int SkipRight(string line, int at, Predicate<Rune> skip)
    {
        while (Rune.DecodeFromUtf16(line.AsSpan(at), out var rune, out var length) == OperationStatus.Done && skip(rune))
        {
            at += length;
        }

        return at;
    }
}
