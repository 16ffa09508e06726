using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("512B", 512)]
    [InlineData("10MB", 10_000_000)]
    [InlineData("1kB", 1000)]
    [InlineData("64KiB", 65_536)]
    [InlineData("64kib", 65_536)]
    [InlineData("64K", 65_536)]
    [InlineData("1GiB", 1_073_741_824)]
    [InlineData("1TiB", 1L << 40)]
    [InlineData("1.5KiB", 1536)]
    [InlineData(".001kB", 1)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_size_is_read_in_bytes(string text, long expected)
    {
        Assert.True(SizeText.TryParse(text, out var bytes, out _));
        Assert.Equal(expected, bytes);
    }

    [Theory]
    [InlineData("", ParseProblemKind.SizeMalformed)]
    [InlineData("KiB", ParseProblemKind.SizeMalformed)]
    [InlineData("64 KiB", ParseProblemKind.SizeMalformed)]
    [InlineData("64Kib/s", ParseProblemKind.SizeMalformed)]
    [InlineData("0x10", ParseProblemKind.SizeMalformed)]
    [InlineData("1e3", ParseProblemKind.SizeMalformed)]
    [InlineData("1_000", ParseProblemKind.SizeMalformed)]
    [InlineData("0.5", ParseProblemKind.SizeNotWhole)]
    [InlineData("1.0001kB", ParseProblemKind.SizeNotWhole)]
    [InlineData("-1", ParseProblemKind.SizeOutOfRange)]
    [InlineData("9223372036854775808", ParseProblemKind.SizeOutOfRange)]
    [InlineData("8388608TiB", ParseProblemKind.SizeOutOfRange)]
    [InlineData("99999999999999999999999999999999999999", ParseProblemKind.SizeOutOfRange)]
    public void What_is_no_size_is_a_problem(string text, ParseProblemKind kind)
    {
        Assert.False(SizeText.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(kind, text), problem);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1000, "1000")]
    [InlineData(65_536, "64KiB")]
    [InlineData(3L << 40, "3TiB")]
    public void A_size_prints_as_users_write_it(long bytes, string text) => Assert.Equal(text, SizeText.Format(bytes));

    [Fact]
    public void Every_size_is_read_back_from_its_text() =>
        Prop.ForAll<int, byte>((number, shift) =>
        {
            var bytes = ((long)number << (shift % 64)) & long.MaxValue;
            return SizeText.TryParse(SizeText.Format(bytes), out var again, out _) && again == bytes;
        }).QuickCheckThrowOnFailure();
}
