using SockTool.Terminal.LineEditing;

namespace SockTool.Tests.Terminal.LineEditing;

public sealed class LineBufferTests
{
    [Fact]
    public void Text_goes_in_at_the_cursor()
    {
        var line = Typed("held");
        line.Left();
        Type(line, "lo wor");
        Assert.Equal(("hello word", 9), (line.Text, line.Cursor));
    }

    [Theory]
    [InlineData("e\u0301")] // an accent of its own
    [InlineData("👨‍👩‍👧")] // joined by U+200D
    [InlineData("🇩🇪")] // two regional indicators
    [InlineData("👍🏽")] // with a skin tone
    [InlineData("\u1112\u1161\u11AB")] // Hangul from parts
    public void What_looks_like_one_character_is_one_step_and_one_backspace(string cluster)
    {
        var line = Typed("a" + cluster + "b");
        line.Left();
        line.Left();
        Assert.Equal(1, line.Cursor);
        line.Right();
        Assert.Equal(1 + cluster.Length, line.Cursor);
        line.Backspace();
        Assert.Equal(("ab", 1), (line.Text, line.Cursor));
    }

    [Fact]
    public void Delete_takes_the_whole_character_under_the_cursor()
    {
        var line = Typed("🎉e\u0301x");
        line.Home();
        line.Delete();
        Assert.Equal("e\u0301x", line.Text);
        line.Delete();
        Assert.Equal("x", line.Text);
    }

    [Fact]
    public void At_the_ends_nothing_happens()
    {
        var line = Typed("a");
        line.Right();
        line.Delete();
        line.WordRight();
        line.KillWordRight();
        Assert.Equal(("a", 1), (line.Text, line.Cursor));
        line.Home();
        line.Left();
        line.Backspace();
        line.WordLeft();
        line.KillWordLeft();
        line.KillToStart();
        Assert.Equal(("a", 0), (line.Text, line.Cursor));
    }

    [Fact]
    public void Words_are_letters_and_digits_with_their_accents()
    {
        var line = Typed("GET /straße/2e\u0301  x");
        Assert.Equal([17, 12, 5, 0, 0], Steps(line, line.WordLeft));
        Assert.Equal([3, 11, 15, 18, 18], Steps(line, line.WordRight));
    }

    [Fact]
    public void Killing_goes_to_the_start_the_end_the_word_or_the_blank()
    {
        Assert.Equal("", After("one two", line => line.KillToStart()));
        Assert.Equal("one ", After("one two", line => line.WordLeft(), line => line.KillToEnd()));
        Assert.Equal("two", After("one two", line => line.WordLeft(), line => line.KillToStart()));
        Assert.Equal("see http://a/", After("see http://a/b", line => line.KillWordLeft()));
        Assert.Equal("see ", After("see http://a/b", line => line.KillBlankWordLeft()));
        Assert.Equal(" two", After("one two", line => line.Home(), line => line.KillWordRight()));
    }

    [Fact]
    public void Replacing_puts_the_cursor_at_the_end()
    {
        var line = Typed("abc");
        line.Home();
        line.Replace("longer");
        Assert.Equal(("longer", 6), (line.Text, line.Cursor));
    }

    private static LineBuffer Typed(string text)
    {
        var line = new LineBuffer();
        Type(line, text);
        return line;
    }

    private static void Type(LineBuffer line, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            line.Insert(rune);
        }
    }

    private static string After(string text, params Action<LineBuffer>[] edits)
    {
        var line = Typed(text);
        Array.ForEach(edits, edit => edit(line));
        return line.Text;
    }

    private static int[] Steps(LineBuffer line, Action step) =>
        [.. Enumerable.Range(0, 5).Select(_ =>
        {
            step();
            return line.Cursor;
        })];
}
