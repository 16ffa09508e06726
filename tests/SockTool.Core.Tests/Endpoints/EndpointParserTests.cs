using SockTool.Core.Endpoints;
using static SockTool.Core.Endpoints.EndpointRole;

namespace SockTool.Core.Tests.Endpoints;

public sealed class EndpointParserTests
{
    [Theory]
    [InlineData(Accept, "50000", "*", 50000)]
    [InlineData(Accept, "0", "*", 0)]
    [InlineData(Accept, "http", "*", 80)]
    [InlineData(Accept, "*:5000", "*", 5000)]
    [InlineData(Accept, "* 5000", "*", 5000)]
    [InlineData(Accept, "tcp://5000", "*", 5000)]
    [InlineData(Accept, "127.0.0.1:0", "127.0.0.1", 0)]
    [InlineData(Dial, "example.com 443", "example.com", 443)]
    [InlineData(Dial, "example.com:443", "example.com", 443)]
    [InlineData(Dial, "example.com:https", "example.com", 443)]
    [InlineData(Dial, "example.com:HTTP", "example.com", 80)]
    [InlineData(Dial, "example.com.:65535", "example.com.", 65535)]
    [InlineData(Dial, "tcp://example.com:80", "example.com", 80)]
    [InlineData(Dial, "TCP://example.com:80", "example.com", 80)]
    [InlineData(Dial, "tcp://[::1]:80", "::1", 80)]
    [InlineData(Dial, "tcp://unix:80", "unix", 80)]
    [InlineData(Dial, "unix 80", "unix", 80)]
    [InlineData(Dial, "[::1]:80", "::1", 80)]
    [InlineData(Dial, "::1 80", "::1", 80)]
    [InlineData(Dial, "[::1] 80", "::1", 80)]
    [InlineData(Dial, "[fe80::1%eth0]:80", "fe80::1%eth0", 80)]
    [InlineData(Dial, "fe80::1%2 80", "fe80::1%2", 80)]
    [InlineData(Dial, "[::ffff:1.2.3.4]:80", "::ffff:1.2.3.4", 80)]
    [InlineData(Dial, "192.0.2.255:1", "192.0.2.255", 1)]
    [InlineData(Dial, "_srv.my_host-1.test:1", "_srv.my_host-1.test", 1)]
    [InlineData(Dial, "bücher.example:80", "bücher.example", 80)]
    [InlineData(Dial, "例え.テスト 80", "例え.テスト", 80)]
    [InlineData(Dial, "3com:80", "3com", 80)]
    [InlineData(Dial, "1.2.3.4.example:80", "1.2.3.4.example", 80)]
    public void A_tcp_address_is_read(EndpointRole role, string words, string host, int port) =>
        Assert.Equal(new TcpEndpoint(host, port), Read(role, words));

    [Theory]
    [InlineData(Accept, "unix:/run/a.sock", "/run/a.sock")]
    [InlineData(Dial, "unix:a.sock", "a.sock")]
    [InlineData(Dial, "UNIX:a:b@c", "a:b@c")]
    public void A_unix_path_is_read(EndpointRole role, string word, string path) =>
        Assert.Equal(new UnixEndpoint(path, IsAbstract: false), Read(role, word));

    [SkippableFact]
    public void A_unix_abstract_name_is_read_on_linux()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        Assert.Equal(new UnixEndpoint("name", IsAbstract: true), Read(Dial, "unix:@name"));
    }

    [Theory]
    [InlineData(Dial, "50000", ParseProblemKind.HostMissing, "50000")]
    [InlineData(Dial, "example.com", ParseProblemKind.PortMissing, "example.com")]
    [InlineData(Dial, "http", ParseProblemKind.PortMissing, "http")]
    [InlineData(Dial, "example.com:", ParseProblemKind.PortMissing, "example.com")]
    [InlineData(Dial, "[::1]", ParseProblemKind.PortMissing, "[::1]")]
    [InlineData(Accept, "localhost", ParseProblemKind.PortMissing, "localhost")]
    [InlineData(Accept, "*", ParseProblemKind.PortMissing, "*")]
    [InlineData(Accept, "1.2.3.4", ParseProblemKind.PortMissing, "1.2.3.4")]
    [InlineData(Accept, "5000x", ParseProblemKind.PortUnknown, "5000x")]
    [InlineData(Accept, "99999", ParseProblemKind.PortOutOfRange, "99999")]
    [InlineData(Dial, "h:0", ParseProblemKind.PortOutOfRange, "0")]
    [InlineData(Dial, "h:65536", ParseProblemKind.PortOutOfRange, "65536")]
    [InlineData(Dial, "h:99999999999999999999", ParseProblemKind.PortOutOfRange, "99999999999999999999")]
    [InlineData(Dial, "h:-1", ParseProblemKind.PortUnknown, "-1")]
    [InlineData(Dial, "h:+80", ParseProblemKind.PortUnknown, "+80")]
    [InlineData(Dial, "h:8０", ParseProblemKind.PortUnknown, "8０")]
    [InlineData(Dial, "h:80/", ParseProblemKind.PortUnknown, "80/")]
    [InlineData(Dial, "h:nosuchservice", ParseProblemKind.PortUnknown, "nosuchservice")]
    [InlineData(Dial, "*:80", ParseProblemKind.HostNotDialable, "*")]
    [InlineData(Accept, ":80", ParseProblemKind.HostEmpty, ":80")]
    [InlineData(Dial, "::1", ParseProblemKind.IPv6NeedsBrackets, "::1")]
    [InlineData(Dial, "::1:80", ParseProblemKind.IPv6NeedsBrackets, "::1:80")]
    [InlineData(Dial, "::1:65000", ParseProblemKind.IPv6NeedsBrackets, "::1:65000")]
    [InlineData(Dial, "fe80::1%eth0:80", ParseProblemKind.IPv6NeedsBrackets, "fe80::1%eth0:80")]
    [InlineData(Dial, "[::1", ParseProblemKind.IPv6Malformed, "[::1")]
    [InlineData(Dial, "[1.2.3.4]:80", ParseProblemKind.IPv6Malformed, "1.2.3.4")]
    [InlineData(Dial, "[[::1]]:80", ParseProblemKind.IPv6Malformed, "[::1]")]
    [InlineData(Dial, "[]:80", ParseProblemKind.IPv6Malformed, "")]
    [InlineData(Dial, "a:b:c", ParseProblemKind.IPv6Malformed, "a:b:c")]
    [InlineData(Dial, "h 80 90", ParseProblemKind.TooManyWords, "90")]
    [InlineData(Dial, "h:80 90", ParseProblemKind.TooManyWords, "90")]
    [InlineData(Dial, "tcp://h:80 90", ParseProblemKind.TooManyWords, "90")]
    [InlineData(Dial, "unix:/a b", ParseProblemKind.TooManyWords, "b")]
    [InlineData(Dial, "exec:", ParseProblemKind.ProgramEmpty, "")]
    [InlineData(Dial, "exec: ", ParseProblemKind.ProgramEmpty, " ")]
    [InlineData(Accept, "exec:cat -n", ParseProblemKind.ProgramNotAccepting, "exec:cat -n")]
    [InlineData(Accept, "fd:", ParseProblemKind.DescriptorMalformed, "fd:")]
    [InlineData(Accept, "fd:-1", ParseProblemKind.DescriptorMalformed, "fd:-1")]
    [InlineData(Dial, "fd:3:80", ParseProblemKind.DescriptorMalformed, "fd:3:80")]
    [InlineData(Dial, "fd:0x3", ParseProblemKind.DescriptorMalformed, "fd:0x3")]
    [InlineData(Dial, "fd:99999999999", ParseProblemKind.DescriptorMalformed, "fd:99999999999")]
    [InlineData(Dial, "fd:3 80", ParseProblemKind.TooManyWords, "80")]
    [InlineData(Dial, "http://h:80", ParseProblemKind.SchemeUnknown, "http")]
    [InlineData(Dial, "unix:", ParseProblemKind.UnixPathEmpty, "unix:")]
    [InlineData(Dial, "unix:@", ParseProblemKind.UnixPathEmpty, "unix:@")]
    [InlineData(Dial, "unix:/a\0b", ParseProblemKind.UnixPathHasNul, "/a\0b")]
    public void What_is_nearly_an_address_is_a_problem_that_names_the_part(EndpointRole role, string words, ParseProblemKind kind, string part) =>
        Assert.Equal(new ParseProblem(kind, part), Refuse(role, words.Split(words.StartsWith("exec:", StringComparison.Ordinal) ? '\n' : ' ')));

    [Theory]
    [InlineData("fd:0", 0, true)]
    [InlineData("fd:2", 2, true)]
    [InlineData("FD:3", 3, false)]
    [InlineData("fd:2147483647", int.MaxValue, false)]
    public void A_descriptor_is_read_for_either_role(string word, int number, bool isStandard)
    {
        var endpoint = new DescriptorEndpoint(number);
        Assert.Equal(endpoint, Read(Accept, word));
        Assert.Equal(endpoint, Read(Dial, word));
        Assert.Equal(isStandard, endpoint.IsStandardStream);
    }

    [Fact]
    public void No_words_and_empty_words_are_told_apart()
    {
        Assert.Equal(ParseProblemKind.NothingGiven, Refuse(Dial).Kind);
        Assert.Equal(ParseProblemKind.HostEmpty, Refuse(Dial, "").Kind);
        Assert.Equal(ParseProblemKind.HostEmpty, Refuse(Dial, "", "80").Kind);
        Assert.Equal(ParseProblemKind.PortMissing, Refuse(Dial, "h", "").Kind);
    }

    [Fact]
    public void A_unix_path_may_fill_sun_path_and_no_more()
    {
        var longest = OperatingSystem.IsMacOS() ? 103 : 107;
        Assert.IsType<UnixEndpoint>(Read(Dial, "unix:" + new string('a', longest)));
        Assert.Equal(ParseProblemKind.UnixPathTooLong, Refuse(Dial, "unix:" + new string('a', longest + 1)).Kind);
        Assert.Equal(ParseProblemKind.UnixPathTooLong, Refuse(Dial, "unix:" + new string('é', (longest / 2) + 1)).Kind);
    }

    private static Endpoint Read(EndpointRole role, string words)
    {
        Assert.True(EndpointParser.TryParse(words.Split(' '), role, out var endpoint, out var problem), problem?.ToString());
        return endpoint;
    }

    private static ParseProblem Refuse(EndpointRole role, params string[] words)
    {
        Assert.False(EndpointParser.TryParse(words, role, out _, out var problem));
        return problem;
    }
}
