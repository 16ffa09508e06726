using SockTool.Commands;

namespace SockTool.Tests.Commands;

public sealed class NearestTests
{
    private static readonly string[] Names = ["--timeout", "--read-timeout", "--output", "--input", "--send", "--send-only", "--send-hex", "-t"];

    [Theory]
    [InlineData("--timeuot", "--timeout")]
    [InlineData("--timout", "--timeout")]
    [InlineData("--ouput", "--output")]
    [InlineData("--inptu", "--input")]
    [InlineData("--send-onyl", "--send-only")]
    [InlineData("--read-time", "--read-timeout")]
    [InlineData("--Send", "--send")]
    public void A_slip_leads_to_the_name_that_was_meant(string typed, string meant) => Assert.Equal(meant, Nearest.To(typed, Names));

    [Theory]
    [InlineData("--frobnicate")]
    [InlineData("-x")]
    [InlineData("")]
    public void What_is_like_no_name_leads_nowhere(string typed) => Assert.Null(Nearest.To(typed, Names));
}
