using SockTool.Core.Endpoints;
using SockTool.Core.Transports.SocketOptions;

namespace SockTool.Core.Tests.Transports.SocketOptions;

public sealed class SocketOptionSettingTests
{
    [Theory]
    [InlineData("nodelay", "TCP_NODELAY", "on", 1)]
    [InlineData("nodelay=off", "TCP_NODELAY", "off", 0)]
    [InlineData("keepalive=YES", "SO_KEEPALIVE", "YES", 1)]
    [InlineData("TCP_NODELAY=0", "TCP_NODELAY", "0", 0)]
    [InlineData("rcvbuf=65536", "SO_RCVBUF", "65536", 65536)]
    [InlineData("tos=0x10", "IP_TOS", "0x10", 16)]
    [InlineData("6:4=7", "6:4", "7", 7)]
    [InlineData("0x6:0x4=-1", "0x6:0x4", "-1", -1)]
    public void A_setting_is_read_to_the_kernels_bytes(string text, string name, string asked, int value)
    {
        var setting = Read(text);
        Assert.Equal((name, asked), (setting.Name, setting.Asked));
        Assert.Equal(BitConverter.GetBytes(value), setting.Value.ToArray());
    }

    [Fact]
    public void The_bytes_of_a_raw_option_are_taken_as_they_are()
    {
        var setting = Read("1:13=0x0100000005000000");
        Assert.Equal((1, 13), (setting.Level, setting.Number));
        Assert.Null(setting.Entry);
        Assert.Equal([1, 0, 0, 0, 5, 0, 0, 0], setting.Value.ToArray());
    }

    [Theory]
    [InlineData("nosuch=1", ParseProblemKind.OptionUnknown, "nosuch")]
    [InlineData("", ParseProblemKind.OptionUnknown, "")]
    [InlineData("=1", ParseProblemKind.OptionUnknown, "")]
    [InlineData("rcvbuf", ParseProblemKind.ValueMissing, "SO_RCVBUF")]
    [InlineData("linger", ParseProblemKind.ValueMissing, "SO_LINGER")]
    [InlineData("rcvbuf=", ParseProblemKind.OptionValueNotNumber, "")]
    [InlineData("rcvbuf=big", ParseProblemKind.OptionValueNotNumber, "big")]
    [InlineData("rcvbuf=1 ", ParseProblemKind.OptionValueNotNumber, "1 ")]
    [InlineData("rcvbuf=2147483648", ParseProblemKind.OptionValueOutOfRange, "2147483648")]
    [InlineData("rcvbuf=0x100000000", ParseProblemKind.OptionValueOutOfRange, "0x100000000")]
    [InlineData("nodelay=2", ParseProblemKind.OptionValueNotFlag, "2")]
    [InlineData("nodelay=", ParseProblemKind.OptionValueNotFlag, "")]
    [InlineData("linger=on", ParseProblemKind.OptionValueNotNumber, "on")]
    [InlineData("linger=-1", ParseProblemKind.OptionValueOutOfRange, "-1")]
    [InlineData("linger=65536", ParseProblemKind.OptionValueOutOfRange, "65536")]
    [InlineData("6:1", ParseProblemKind.ValueMissing, "6:1")]
    [InlineData("6:1=", ParseProblemKind.ValueMissing, "6:1")]
    [InlineData("6:=1", ParseProblemKind.OptionRawMalformed, "6:")]
    [InlineData("6:1:2=1", ParseProblemKind.OptionRawMalformed, "6:1:2")]
    [InlineData("tcp:1=1", ParseProblemKind.OptionRawMalformed, "tcp:1")]
    [InlineData("6:1=one", ParseProblemKind.OptionValueNotNumber, "one")]
    [InlineData("6:1=4294967296", ParseProblemKind.OptionValueOutOfRange, "4294967296")]
    [InlineData("6:1=0x", ParseProblemKind.HexMalformed, "0x")]
    [InlineData("6:1=0xzz", ParseProblemKind.HexMalformed, "0xzz")]
    [InlineData("6:1=0x123", ParseProblemKind.HexOdd, "0x123")]
    public void What_is_no_setting_is_a_problem_that_names_the_part(string text, ParseProblemKind kind, string part)
    {
        Assert.False(SocketOptionSetting.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(kind, part), problem);
    }

    [SkippableFact]
    public void An_option_of_another_system_is_told_from_an_unknown_one()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        Assert.False(SocketOptionSetting.TryParse("nosigpipe", out _, out var problem));
        Assert.Equal(new ParseProblem(ParseProblemKind.OptionNotOnThisSystem, "SO_NOSIGPIPE"), problem);
        Assert.False(SocketOptionSetting.TryParse("bindtodevice=sixteen-letters-", out _, out problem));
        Assert.Equal(ParseProblemKind.OptionValueOutOfRange, problem.Kind);
    }

    private static SocketOptionSetting Read(string text)
    {
        Assert.True(SocketOptionSetting.TryParse(text, out var setting, out var problem), problem?.ToString());
        return setting;
    }
}
