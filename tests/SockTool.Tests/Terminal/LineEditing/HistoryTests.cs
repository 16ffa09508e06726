using System.Globalization;
using SockTool.Terminal.LineEditing;

namespace SockTool.Tests.Terminal.LineEditing;

public sealed class HistoryTests
{
    [Fact]
    public void Going_up_and_down_again_ends_at_the_line_being_typed()
    {
        var history = Of("one", "two");
        Assert.Equal("two", history.Older("half a li"));
        Assert.Equal("one", history.Older("two"));
        Assert.Null(history.Older("one"));
        Assert.Equal("two", history.Newer());
        Assert.Equal("half a li", history.Newer());
        Assert.Null(history.Newer());
    }

    [Fact]
    public void The_same_line_in_a_row_is_kept_once_and_an_empty_one_never()
    {
        var history = Of("a", "a", "", "b", "a");
        Assert.Equal(["a", "b", "a"], All(history));
    }

    [Fact]
    public void Sending_a_line_goes_back_to_the_newest()
    {
        var history = Of("one", "two");
        history.Older("");
        history.Older("");
        history.Add("one");
        Assert.Equal(["one", "two", "one"], All(history));
    }

    [Fact]
    public void The_oldest_of_more_than_1000_lines_is_forgotten()
    {
        var history = new History();
        for (var i = 0; i <= 1000; i++)
        {
            history.Add(i.ToString(CultureInfo.InvariantCulture));
        }

        var lines = All(history);
        Assert.Equal((1000, "1000", "1"), (lines.Count, lines[0], lines[^1]));
    }

    private static History Of(params string[] lines)
    {
        var history = new History();
        Array.ForEach(lines, history.Add);
        return history;
    }

    private static List<string> All(History history)
    {
        var lines = new List<string>();
        while (history.Older("") is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
