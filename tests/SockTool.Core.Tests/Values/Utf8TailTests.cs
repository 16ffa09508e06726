using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class Utf8TailTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("61", 0)]
    [InlineData("61C3", 1)]
    [InlineData("C3A9", 0)]
    [InlineData("E2", 1)]
    [InlineData("61E282", 2)]
    [InlineData("E282AC", 0)]
    [InlineData("F09F98", 3)]
    [InlineData("F09F9880", 0)]
    [InlineData("C3A9F0", 1)]
    [InlineData("80", 0)]
    [InlineData("FF", 0)]
    [InlineData("C0", 0)]
    [InlineData("E080", 0)]
    [InlineData("EDA0", 0)]
    [InlineData("F490", 0)]
    [InlineData("808080", 0)]
    public void A_character_that_can_still_become_whole_is_counted_and_nothing_else(string hex, int torn) =>
        Assert.Equal(torn, Utf8Tail.Torn(Convert.FromHexString(hex)));
}
