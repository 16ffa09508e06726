using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(5, "5 B")]
    [InlineData(0.4, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(999.4, "999 B")]
    [InlineData(999.6, "1.00 kB")]
    [InlineData(1000, "1.00 kB")]
    [InlineData(1667, "1.67 kB")]
    [InlineData(9_994, "9.99 kB")]
    [InlineData(9_996, "10.0 kB")]
    [InlineData(99_940, "99.9 kB")]
    [InlineData(99_960, "100 kB")]
    [InlineData(999_400, "999 kB")]
    [InlineData(999_600, "1.00 MB")]
    [InlineData(2_147_483_648, "2.15 GB")]
    [InlineData(long.MaxValue, "9.22 EB")]
    public void Three_digits_and_the_unit_that_suits_them(double bytes, string text) => Assert.Equal(text, AmountText.Of(bytes));
}
