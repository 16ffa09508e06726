using System.Text;
using SockTool.Terminal.LineEditing;

namespace SockTool.Tests.Terminal.LineEditing;

public sealed class LineRendererTests
{
    [Theory]
    [InlineData("", 0, 4)]
    [InlineData("abc", 1, 5)]
    [InlineData("日本", 1, 6)]
    [InlineData("日本", 2, 8)]
    [InlineData("e\u0301x", 2, 5)]
    [InlineData("🎉x", 2, 6)]
    public void The_cursor_stands_where_the_next_character_goes(string line, int cursor, int column)
    {
        var screen = new Screen(40);
        Paint(new LineRenderer(">>> ", () => 40), screen, line, cursor);
        Assert.Equal((">>> " + line).TrimEnd(), screen.Text);
        Assert.Equal(column, screen.Column);
    }

    [Fact]
    public void A_shorter_line_leaves_nothing_of_the_longer_one()
    {
        var screen = new Screen(40);
        var renderer = new LineRenderer("> ", () => 40);
        Paint(renderer, screen, "a long line", 11);
        Paint(renderer, screen, "日", 1);
        Assert.Equal("> 日", screen.Text);
    }

    [Fact]
    public void A_line_wider_than_the_terminal_scrolls_to_keep_the_cursor_in_sight()
    {
        var screen = new Screen(20);
        var renderer = new LineRenderer("> ", () => 20);
        var line = "0123456789abcdefghijklmnopqrstuvwxyz";
        Paint(renderer, screen, line, line.Length);
        Assert.EndsWith("xyz", screen.Text, StringComparison.Ordinal);
        Paint(renderer, screen, line, 0);
        Assert.Equal(("> 0123456789abcdefg", 2), (screen.Text, screen.Column));
    }

    [Fact]
    public void A_line_that_fits_exactly_does_not_scroll_and_one_column_more_does()
    {
        var screen = new Screen(20);
        var renderer = new LineRenderer("> ", () => 20);
        Paint(renderer, screen, "0123456789abcdefg", 17);
        Assert.Equal(("> 0123456789abcdefg", 19), (screen.Text, screen.Column));
        Paint(renderer, screen, "0123456789abcdefgh", 18);
        Assert.EndsWith("gh", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("012", screen.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(20)]
    [InlineData(33)]
    public void Wherever_the_cursor_is_the_character_under_it_is_shown_under_it(int width)
    {
        var text = string.Concat(Enumerable.Repeat("日e\u0301a🎉b本", 6));
        var screen = new Screen(width);
        var renderer = new LineRenderer("> ", () => width);
        var line = new LineBuffer();
        line.Replace(text);
        Action[] walk = [.. Enumerable.Repeat(line.Left, 40), .. Enumerable.Repeat(line.Right, 40), line.Home, line.End];
        foreach (var step in walk)
        {
            step();
            Paint(renderer, screen, line.Text, line.Cursor);
            var after = screen.After(screen.Column);
            Assert.StartsWith(after, text[line.Cursor..], StringComparison.Ordinal);
            Assert.True(after.Length > 0 || line.Cursor == text.Length, $"nothing under the cursor at {line.Cursor}");
        }
    }

    [Fact]
    public void Control_characters_are_shown_in_caret_notation_and_never_sent_to_the_terminal()
    {
        var screen = new Screen(40);
        Paint(new LineRenderer("\e[31m> ", () => 40), screen, "a\tb\u009B", 2);
        Assert.Equal("^[[31m> a^Ib\uFFFD", screen.Text);
        Assert.Equal("^[[31m> a^I".Length, screen.Column);
    }

    [Fact]
    public void A_prompt_wider_than_the_terminal_leaves_room_for_the_line()
    {
        var screen = new Screen(20);
        Paint(new LineRenderer("a very long prompt indeed> ", () => 20), screen, "text", 4);
        Assert.Equal("a very long" + "text", screen.Text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_terminal_too_narrow_for_anything_does_no_harm(int width)
    {
        var renderer = new LineRenderer(">>> ", () => width);
        Assert.NotEmpty(renderer.Paint("日本語", 3));
        Assert.NotEmpty(renderer.Paint("日本語", 0));
    }

    [Fact]
    public void A_terminal_that_was_made_narrower_is_painted_at_its_new_width()
    {
        var width = 60;
        var renderer = new LineRenderer("> ", () => width);
        var line = new string('x', 50);
        Paint(renderer, new Screen(60), line, 50);
        width = 20;
        var screen = new Screen(20);
        Paint(renderer, screen, line, 50);
        Assert.InRange(screen.Column, 2, 19);
    }

    private static void Paint(LineRenderer renderer, Screen screen, string line, int cursor) =>
        screen.Write(Encoding.UTF8.GetBytes(renderer.Paint(line, cursor)));
}
