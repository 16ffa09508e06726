using SockTool.Layout;

namespace SockTool.Tests.Layout;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("hello", 5)]
    [InlineData("grün", 4)]
    [InlineData("gru\u0308n", 4)]
    [InlineData("日本語", 6)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("ﾊﾝｶｸ", 4)]
    [InlineData("한글", 4)]
    [InlineData("\u1112\u1161\u11AB", 2)] // the same kind of syllable in three parts
    [InlineData("🎉", 2)]
    [InlineData("👨‍👩‍👧", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("❤", 1)]
    [InlineData("❤\uFE0F", 2)]
    [InlineData("a\u200Bb", 2)] // zero-width space
    [InlineData("שלום", 4)]
    [InlineData("𠀋", 2)] // beyond the first plane
    [InlineData("─│┌", 3)] // ambiguous width is narrow outside of East Asian settings
    [InlineData("\u303F", 1)] // a half-width space between wide neighbours
    public void Text_takes_the_columns_that_a_terminal_gives_it(string text, int columns) =>
        Assert.Equal(columns, DisplayWidth.Of(text));
}
