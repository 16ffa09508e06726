using SockTool.Core.Endpoints;

namespace SockTool.Core.Tests.Endpoints;

/// <summary>What <c>sock probe</c> is told to look at.</summary>
public sealed class ProbeTargetsTests
{
    [Theory]
    [InlineData("127.0.0.1 20-22", "127.0.0.1:20 127.0.0.1:21 127.0.0.1:22")]
    [InlineData("127.0.0.1 20-20,80 443", "127.0.0.1:20 127.0.0.1:80 127.0.0.1:443")]
    [InlineData("::1 1,2", "[::1]:1 [::1]:2")]
    [InlineData("[::1] 1,2", "[::1]:1 [::1]:2")]
    [InlineData("localhost https", "localhost:443")]
    [InlineData("127.0.0.1 65535-65535", "127.0.0.1:65535")]
    [InlineData("127.0.0.1:5", "127.0.0.1:5")]
    [InlineData("127.0.0.1:5-6,9 [::1]:7,https", "127.0.0.1:5 127.0.0.1:6 127.0.0.1:9 [::1]:7 [::1]:443")]
    [InlineData("udp://127.0.0.1:5-6 tls://localhost:1,2?insecure", "udp://127.0.0.1:5 udp://127.0.0.1:6 tls://localhost:1?insecure=1 tls://localhost:2?insecure=1")]
    [InlineData("ws://localhost:1-2/a:3,4 ws://localhost/5,6:7,8", "ws://localhost:1/a:3,4 ws://localhost:2/a:3,4 ws://localhost:80/5,6:7,8")]
    [InlineData("unix:/a:1,2", "unix:/a:1,2")]
    [InlineData("127.0.0.1:5 localhost:6 udp://127.0.0.1:7", "127.0.0.1:5 localhost:6 udp://127.0.0.1:7")]
    public void Ports_ranges_and_addresses_are_read_in_their_order(string words, string expected)
    {
        Assert.True(ProbeTargets.TryParse(words.Split(' '), out var targets, out _));
        Assert.Equal(expected, string.Join(' ', targets));
    }

    [Theory]
    [InlineData("127.0.0.1 22-20", ParseProblemKind.RangeBackwards, "22-20")]
    [InlineData("127.0.0.1 0-2", ParseProblemKind.PortOutOfRange, "0")]
    [InlineData("127.0.0.1 1-65536", ParseProblemKind.PortOutOfRange, "65536")]
    [InlineData("127.0.0.1 1,,2", ParseProblemKind.PortMissing, "1,,2")]
    [InlineData("127.0.0.1 80,", ParseProblemKind.PortMissing, "80,")]
    [InlineData("127.0.0.1:,80", ParseProblemKind.PortMissing, ",80")]
    [InlineData("127.0.0.1:9-5", ParseProblemKind.RangeBackwards, "9-5")]
    [InlineData("1,2", ParseProblemKind.HostForbiddenCharacter, ",")]
    [InlineData("127.0.0.1 1-2-3", ParseProblemKind.PortUnknown, "1-2-3")]
    [InlineData("127.0.0.1 -1", ParseProblemKind.PortUnknown, "-1")]
    [InlineData("127.0.0.1:5 6", ParseProblemKind.HostMissing, "6")]
    public void What_is_nearly_a_target_is_none(string words, ParseProblemKind kind, string part)
    {
        Assert.False(ProbeTargets.TryParse(words.Split(' '), out _, out var problem));
        Assert.Equal((kind, part), (problem.Kind, problem.Part));
    }

    [Fact]
    public void Nothing_is_no_target()
    {
        Assert.False(ProbeTargets.TryParse([], out _, out var problem));
        Assert.Equal(ParseProblemKind.NothingGiven, problem.Kind);
    }
}
