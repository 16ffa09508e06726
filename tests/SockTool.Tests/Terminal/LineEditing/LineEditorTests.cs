using System.Text;
using SockTool.Terminal.LineEditing;

namespace SockTool.Tests.Terminal.LineEditing;

public sealed class LineEditorTests
{
    private readonly Screen screen = new(40);
    private readonly LineEditor editor;

    public LineEditorTests() => editor = new(screen.Write, ">>> ", () => screen.Width);

    [Fact]
    public void The_prompt_is_there_before_the_first_key()
    {
        editor.Show();
        Assert.Equal((">>>", 4), (screen.Text, screen.Column));
    }

    [Fact]
    public void What_is_typed_is_shown_and_Enter_gives_the_line_without_its_end()
    {
        Assert.IsType<LineEditorResult.Editing>(Feed("hel"));
        Assert.Equal((">>> hel", 7), (screen.Text, screen.Column));
        Assert.Equal(new LineEditorResult.Line("hello"), Feed("lo\r"));
        Assert.Equal((">>> hello\n", 0), (screen.Text, screen.Column));
    }

    [Fact]
    public void Enter_in_the_middle_of_a_line_gives_all_of_it()
    {
        Assert.Equal(new LineEditorResult.Line("hello"), Feed("hello\e[D\e[D\r"));
        Assert.Equal(">>> hello\n", screen.Text);
    }

    [Fact]
    public void Lines_that_were_pasted_at_once_come_one_by_one()
    {
        Assert.Equal(new LineEditorResult.Line("one"), Feed("one\rtwo\rthr"));
        Assert.Equal(new LineEditorResult.Line("two"), Feed(""));
        Assert.IsType<LineEditorResult.Editing>(Feed(""));
        Assert.Equal(new LineEditorResult.Line("three"), Feed("ee\r"));
        Assert.Equal(">>> one\n>>> two\n>>> three\n", screen.Text);
    }

    [Fact]
    public void Ctrl_D_ends_the_input_on_an_empty_line_only()
    {
        Assert.IsType<LineEditorResult.Editing>(Feed("ab\e[D\u0004"));
        Assert.Equal(">>> a", screen.Text);
        Assert.IsType<LineEditorResult.EndOfInput>(Feed("\u007F\u0004"));
        Assert.Equal(">>>\n", screen.Text);
    }

    [Fact]
    public void An_empty_line_is_a_line() => Assert.Equal(new LineEditorResult.Line(""), Feed("\r"));

    [Fact]
    public void Text_from_the_peer_goes_above_the_prompt_and_the_half_typed_line_survives()
    {
        Feed("half a l\e[D");
        editor.Hide();
        Assert.Equal(("", 0), (screen.Text, screen.Column));
        screen.Write("news\r\n"u8);
        editor.Show();
        Assert.Equal(("news\n>>> half a l", 11), (screen.Text, screen.Column));
        Assert.Equal(new LineEditorResult.Line("half a line"), Feed("\u0005ine\r"));
    }

    [Fact]
    public void Hiding_twice_or_after_Enter_erases_nothing()
    {
        Feed("x\r");
        screen.Write("reply"u8);
        editor.Hide();
        editor.Hide();
        Assert.Equal(">>> x\nreply", screen.Text);
    }

    [Fact]
    public void Up_and_down_walk_through_what_was_sent()
    {
        Feed("one\r");
        Feed("two\r");
        Feed("thr\e[A\e[A");
        Assert.EndsWith(">>> one", screen.Text, StringComparison.Ordinal);
        Feed("\e[B\e[B");
        Assert.EndsWith(">>> thr", screen.Text, StringComparison.Ordinal);
        Assert.Equal(new LineEditorResult.Line("one!"), Feed("\eOA\eOA!\r"));
    }

    [Fact]
    public void Ctrl_L_clears_the_screen_and_keeps_the_line()
    {
        Feed("one\r");
        Feed("two\u000C");
        Assert.Equal((">>> two", 7), (screen.Text, screen.Column));
    }

    [Fact]
    public void Wide_characters_are_erased_whole()
    {
        Feed("a日🎉");
        Assert.Equal((">>> a日🎉", 9), (screen.Text, screen.Column));
        Feed("\u007F\u007F");
        Assert.Equal((">>> a", 5), (screen.Text, screen.Column));
    }

    [Fact]
    public void A_character_that_arrives_in_pieces_is_shown_once_it_is_whole()
    {
        editor.Feed([0xE6, 0x97]);
        Assert.Equal(">>>", screen.Text);
        editor.Feed([0xA5]);
        Assert.Equal(">>> 日", screen.Text);
    }

    [Fact]
    public void Keys_edit_as_in_readline()
    {
        Assert.Equal(new LineEditorResult.Line("GET /index"), Feed("POST /index html\u0017\u007F\u0001\edGET\r"));
        Assert.Equal(new LineEditorResult.Line("ab!"), Feed("xab cd\u0002\u0002\b\u000B\u0001\u0004\u0005!\r"));
    }

    [Fact]
    public void A_long_line_is_given_whole_and_the_next_one_starts_unscrolled()
    {
        var text = string.Concat(Enumerable.Repeat("日本語 ", 40));
        Assert.Equal(new LineEditorResult.Line(text), Feed(text + "\r"));
        Feed("x");
        Assert.EndsWith("\n>>> x", screen.Text, StringComparison.Ordinal);
    }

    private LineEditorResult Feed(string typed) => editor.Feed(Encoding.UTF8.GetBytes(typed));
}
