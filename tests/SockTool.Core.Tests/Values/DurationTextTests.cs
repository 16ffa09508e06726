using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Endpoints;
using SockTool.Core.Values;

namespace SockTool.Core.Tests.Values;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1500)]
    [InlineData("2m", 120_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("1H", 3_600_000)]
    [InlineData("5", 5000)]
    [InlineData(".5", 500)]
    [InlineData("0", 0)]
    [InlineData("0ms", 0)]
    [InlineData("0.1ms", 1)]
    [InlineData("0.000000001", 1)]
    [InlineData("1.0001", 1001)]
    [InlineData("2147483647ms", int.MaxValue)]
    [InlineData("none", -1)]
    [InlineData("NONE", -1)]
    public void A_duration_is_read_in_whole_milliseconds_rounded_up(string text, int milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration, out _));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Fact]
    public void None_is_what_timers_call_infinite()
    {
        Assert.True(DurationText.TryParse("none", out var duration, out _));
        Assert.Equal(Timeout.InfiniteTimeSpan, duration);
    }

    [Theory]
    [InlineData("", ParseProblemKind.DurationMalformed)]
    [InlineData("s", ParseProblemKind.DurationMalformed)]
    [InlineData("1 s", ParseProblemKind.DurationMalformed)]
    [InlineData("1.", ParseProblemKind.DurationMalformed)]
    [InlineData("1.2.3", ParseProblemKind.DurationMalformed)]
    [InlineData("1e3", ParseProblemKind.DurationMalformed)]
    [InlineData("+1", ParseProblemKind.DurationMalformed)]
    [InlineData("1,5", ParseProblemKind.DurationMalformed)]
    [InlineData("NaN", ParseProblemKind.DurationMalformed)]
    [InlineData("inf", ParseProblemKind.DurationMalformed)]
    [InlineData("1h30m", ParseProblemKind.DurationMalformed)]
    [InlineData("1d", ParseProblemKind.DurationMalformed)]
    [InlineData("１s", ParseProblemKind.DurationMalformed)]
    [InlineData("-1", ParseProblemKind.DurationOutOfRange)]
    [InlineData("2147483648ms", ParseProblemKind.DurationOutOfRange)]
    [InlineData("2147483647.5ms", ParseProblemKind.DurationOutOfRange)]
    [InlineData("597h", ParseProblemKind.DurationOutOfRange)]
    [InlineData("0.00000000000000000000000000000000000001", ParseProblemKind.DurationOutOfRange)]
    [InlineData("99999999999999999999999999999999999999", ParseProblemKind.DurationOutOfRange)]
    public void What_is_no_duration_is_a_problem(string text, ParseProblemKind kind)
    {
        Assert.False(DurationText.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(kind, text), problem);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "none")]
    [InlineData(250, "250ms")]
    [InlineData(1500, "1.5s")]
    [InlineData(90_000, "90s")]
    [InlineData(120_000, "2m")]
    [InlineData(7_200_000, "2h")]
    public void A_duration_prints_as_users_write_it(int milliseconds, string text) =>
        Assert.Equal(text, DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Every_whole_millisecond_is_read_back_from_its_text() =>
        Prop.ForAll<int>(number =>
        {
            var duration = TimeSpan.FromMilliseconds(number & int.MaxValue);
            return DurationText.TryParse(DurationText.Format(duration), out var again, out _) && again == duration;
        }).QuickCheckThrowOnFailure();
}
