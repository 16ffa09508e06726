using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class HexTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("deadBEEF", "DEADBEEF")]
    [InlineData("de ad  be\nef", "DEADBEEF")]
    [InlineData("de:ad:be:ef", "DEADBEEF")]
    [InlineData("00", "00")]
    public void Pairs_are_read_with_or_without_separators(string text, string expected)
    {
        Assert.True(HexText.TryParse(text, out var bytes, out _));
        Assert.Equal(expected, Convert.ToHexString(bytes));
    }

    [Theory]
    [InlineData("a ab", "a ")]
    [InlineData("aag", "g")]
    [InlineData("aa::bb", ":b")]
    [InlineData("aa:", "")]
    [InlineData(":aa", ":a")]
    [InlineData("0xaa", "0x")]
    [InlineData("zz", "zz")]
    [InlineData("aa é", "é")]
    public void What_is_no_pair_is_named(string text, string part)
    {
        Assert.False(HexText.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(ParseProblemKind.HexMalformed, part), problem);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("aab")]
    [InlineData("aa:b")]
    public void A_digit_too_many_is_told_as_such(string text)
    {
        Assert.False(HexText.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(ParseProblemKind.HexOdd, text), problem);
    }

    [Fact]
    public void Any_bytes_are_read_back_from_their_hex() =>
        Prop.ForAll<byte[]>(bytes => HexText.TryParse(Convert.ToHexString(bytes), out var again, out _) && again.SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();
}
