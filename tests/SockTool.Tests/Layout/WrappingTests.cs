using SockTool.Layout;

namespace SockTool.Tests.Layout;

public sealed class WrappingTests
{
    [Theory]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("incomprehensible is long", 8, "incomprehensible|is long")]
    [InlineData("", 8, "")]
    [InlineData("监听并接受连接", 8, "监听并接|受连接")]
    [InlineData("监听并接，受连接", 8, "监听并|接，受连|接")]
    [InlineData("（默认）用 FIN", 6, "（默|认）用|FIN")]
    [InlineData("退出码50表示", 8, "退出码50|表示")]
    [InlineData("例如 keep-open 模式", 9, "例如|keep-open|模式")]
    public void Lines_break_at_spaces_and_between_wide_characters_but_not_before_what_closes(string text, int columns, string lines) =>
        Assert.Equal(lines, string.Join('|', Wrapping.Lines(text, columns)));

    [Fact]
    public void Where_only_spaces_count_wide_characters_stay_together() =>
        Assert.Equal(["监听并接受连接", "然后 退出"], Wrapping.LinesOfWords("监听并接受连接 然后 退出", 10));
}
