using System.Net;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Tests.Endpoints;

public sealed class HostTextTests
{
    [Theory]
    [InlineData("0x7f.1")]
    [InlineData("0X7F000001")]
    [InlineData("127.1")]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("010.0.0.1")]
    [InlineData("300.1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.4.")]
    [InlineData("2130706433")]
    public void A_number_that_other_tools_would_turn_into_some_address_is_refused(string host) =>
        Assert.Equal(new ParseProblem(ParseProblemKind.HostLooksNumeric, host), HostText.Check(host));

    [Theory]
    [InlineData("a b", " ")]
    [InlineData("a\tb", "\t")]
    [InlineData("a/b", "/")]
    [InlineData("user@host", "@")]
    [InlineData("1.2.3.4%eth0", "%")]
    [InlineData("a\u0000", "\u0000")]
    [InlineData("a\u200Bb", "\u200B")]
    [InlineData("a\u202Eb", "\u202E")]
    [InlineData("127。0。0。1", "。")]
    [InlineData("１２７.1", "１")]
    [InlineData("a\U0001F600", "\U0001F600")]
    [InlineData("*.example", "*")]
    public void A_character_that_no_host_has_is_named(string host, string character) =>
        Assert.Equal(new ParseProblem(ParseProblemKind.HostForbiddenCharacter, character), HostText.Check(host));

    [Theory]
    [InlineData("a..b", "")]
    [InlineData(".a", "")]
    [InlineData(".", "")]
    [InlineData("a..", "")]
    [InlineData("-a.b", "-a")]
    [InlineData("a-.b", "a-")]
    public void A_label_that_no_host_has_is_named(string host, string label) =>
        Assert.Equal(new ParseProblem(ParseProblemKind.HostBadLabel, label), HostText.Check(host));

    [Theory]
    [InlineData("fe80::1%")]
    [InlineData("fe80::1%a/b")]
    [InlineData("fe80::1%a%b")]
    [InlineData("fe80::1%sixteen-letters-")]
    [InlineData("::ffff:010.0.0.1")]
    [InlineData("::ffff:1.2.3")]
    [InlineData("1::2::3")]
    [InlineData("::12345")]
    [InlineData("::1/64")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    public void Nearly_an_IPv6_address_is_refused(string host) =>
        Assert.Equal(new ParseProblem(ParseProblemKind.IPv6Malformed, host), HostText.Check(host));

    [Fact]
    public void A_host_is_at_most_what_dns_holds_and_what_dotnet_takes()
    {
        var labels = string.Join('.', Enumerable.Repeat(new string('a', 63), 4));
        Assert.Null(HostText.Check(labels[..254]));
        Assert.Null(HostText.Check(labels[..254] + "."));
        Assert.Equal(ParseProblemKind.HostTooLong, HostText.Check(labels[..255])?.Kind);
        Assert.Equal(ParseProblemKind.HostTooLong, HostText.Check(labels + ".aa")?.Kind);
        Assert.Equal(ParseProblemKind.HostTooLong, HostText.Check(new string('a', 300))?.Kind);
        Assert.Equal(ParseProblemKind.HostBadLabel, HostText.Check(new string('a', 64))?.Kind);
        Assert.Equal(ParseProblemKind.HostBadLabel, HostText.Check(new string('例', 63))?.Kind);
    }

    [Theory]
    [InlineData("Example.COM", "Example.COM")]
    [InlineData("Bücher.example", "xn--bcher-kva.example")]
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("fe80::1%eth0", "fe80::1%eth0")]
    public void The_resolver_gets_ascii(string host, string expected) => Assert.Equal(expected, HostText.ForResolver(host));

    [Theory]
    [InlineData("8.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("010.0.0.1", false)]
    [InlineData("127.1", false)]
    [InlineData("[::1]", false)]
    [InlineData("[::1]:80", false)]
    [InlineData("localhost", false)]
    public void A_strict_address_has_one_spelling(string text, bool isAddress)
    {
        Assert.Equal(isAddress, StrictAddress.TryParse(text, out var address));
        Assert.Equal(isAddress ? IPAddress.Parse(text) : null, address);
    }
}
