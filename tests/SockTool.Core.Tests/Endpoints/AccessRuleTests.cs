using System.Net;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Tests.Endpoints;

/// <summary>What --allow and --deny take for a network, a range, an address or a name, and who is in it.</summary>
public sealed class AccessRuleTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.0.0.0", "10.255.255.255")]
    [InlineData("0.0.0.0/0", "0.0.0.0", "255.255.255.255")]
    [InlineData("192.0.2.7/32", "192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.6/31", "192.0.2.6", "192.0.2.7")]
    [InlineData("128.0.0.0/1", "128.0.0.0", "255.255.255.255")]
    [InlineData("192.0.2.7", "192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7-192.0.2.9", "192.0.2.7", "192.0.2.9")]
    [InlineData("192.0.2.7-192.0.2.7", "192.0.2.7", "192.0.2.7")]
    [InlineData("9.255.255.255-10.0.0.0", "9.255.255.255", "10.0.0.0")]
    [InlineData("::/0", "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("::1", "::1", "::1")]
    [InlineData("::1/128", "::1", "::1")]
    [InlineData("2001:DB8::/32", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("fe80::/10", "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2001:db8::1-2001:db8::ff", "2001:db8::1", "2001:db8::ff")]
    [InlineData("::ffff:10.0.0.0/104", "10.0.0.0", "10.255.255.255")]
    [InlineData("::ffff:0:0/96", "0.0.0.0", "255.255.255.255")]
    [InlineData("::ffff:0:0/97", "0.0.0.0", "127.255.255.255")]
    [InlineData("::fffe:0:0/95", "::fffe:0:0", "::ffff:ffff:ffff")]
    [InlineData("::fff0:0:0/92", "::fff0:0:0", "::ffff:ffff:ffff")]
    [InlineData("::/80", "::", "::ffff:ffff:ffff")]
    [InlineData("::/79", "::", "::1:ffff:ffff:ffff")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", "10.0.0.1")]
    [InlineData("::ffff:0:0-::ffff:ffff:ffff", "0.0.0.0", "255.255.255.255")]
    [InlineData("::-::fffe:ffff:ffff", "::", "::fffe:ffff:ffff")]
    [InlineData("::ffff:a00:1", "10.0.0.1", "10.0.0.1")]
    [InlineData("::ffff:10.0.0.1-10.0.0.3", "10.0.0.1", "10.0.0.3")]
    public void Addresses_are_read_as_first_and_last(string text, string first, string last)
    {
        Assert.True(AccessRule.TryParse(text, out var rule, out var problem), $"{problem}");
        Assert.Equal(new AddressRange(IPAddress.Parse(first), IPAddress.Parse(last)), rule.Range);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("db.example.")]
    [InlineData("dead-beef")]
    [InlineData("10-0-0-1.example.com")]
    [InlineData("1-2.example")]
    [InlineData("a-10.0.0.1")]
    [InlineData("bücher.example")]
    public void All_else_that_can_be_a_name_is_one(string text)
    {
        Assert.True(AccessRule.TryParse(text, out var rule, out _));
        Assert.Equal(new AccessRule(text, null), rule);
    }

    [Theory]
    [InlineData("", ParseProblemKind.HostEmpty)]
    [InlineData("10.0.0.1/8", ParseProblemKind.NetworkHasHost)]
    [InlineData("10.0.0.1/31", ParseProblemKind.NetworkHasHost)]
    [InlineData("1.0.0.0/0", ParseProblemKind.NetworkHasHost)]
    [InlineData("2001:db8::1/64", ParseProblemKind.NetworkHasHost)]
    [InlineData("::ffff:10.0.0.1/104", ParseProblemKind.NetworkHasHost)]
    [InlineData("::ffff:0:0/95", ParseProblemKind.NetworkHasHost)]
    [InlineData("10.0.0.0/33", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("10.0.0.0/", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("10.0.0.0/08", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("10.0.0.0/+8", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("10.0.0.0/-1", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("10.0.0.0/8/8", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("10.0.0.0/255.0.0.0", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("10.0.0.0/٨", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("::/129", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("::/4294967296", ParseProblemKind.PrefixLengthMalformed)]
    [InlineData("010.0.0.0/8", ParseProblemKind.HostLooksNumeric)]
    [InlineData("10/8", ParseProblemKind.HostLooksNumeric)]
    [InlineData("/8", ParseProblemKind.HostEmpty)]
    [InlineData("localhost/8", ParseProblemKind.AddressExpected)]
    [InlineData("127.1", ParseProblemKind.HostLooksNumeric)]
    [InlineData("010.0.0.1", ParseProblemKind.HostLooksNumeric)]
    [InlineData("0x7f.1", ParseProblemKind.HostLooksNumeric)]
    [InlineData("0x7f000001", ParseProblemKind.HostLooksNumeric)]
    [InlineData("2130706433", ParseProblemKind.HostLooksNumeric)]
    [InlineData("256.0.0.1", ParseProblemKind.HostLooksNumeric)]
    [InlineData("10.0.0.1-20", ParseProblemKind.HostLooksNumeric)]
    [InlineData("1-2", ParseProblemKind.HostLooksNumeric)]
    [InlineData("10.0.0.1-", ParseProblemKind.HostEmpty)]
    [InlineData("10.0.0.1-x", ParseProblemKind.AddressExpected)]
    [InlineData("10.0.0.1-10.0.0.3-10.0.0.5", ParseProblemKind.AddressExpected)]
    [InlineData("10.0.0.3-10.0.0.1", ParseProblemKind.RangeBackwards)]
    [InlineData("::2-::1", ParseProblemKind.RangeBackwards)]
    [InlineData("10.0.0.1-::1", ParseProblemKind.RangeOfTwoFamilies)]
    [InlineData("::ffff:10.0.0.1-::1:0:0:0", ParseProblemKind.RangeOfTwoFamilies)]
    [InlineData("::-::ffff:10.0.0.1", ParseProblemKind.RangeOfTwoFamilies)]
    [InlineData("fe80::1%eth0", ParseProblemKind.AddressHasZone)]
    [InlineData("fe80::%1/64", ParseProblemKind.AddressHasZone)]
    [InlineData("[::1]", ParseProblemKind.IPv6Malformed)]
    [InlineData("localhost:80", ParseProblemKind.IPv6Malformed)]
    [InlineData("1::2::3", ParseProblemKind.IPv6Malformed)]
    [InlineData("*", ParseProblemKind.HostForbiddenCharacter)]
    [InlineData("10.0.0.*", ParseProblemKind.HostForbiddenCharacter)]
    [InlineData("10.0.0.1,10.0.0.2", ParseProblemKind.HostForbiddenCharacter)]
    public void What_is_nearly_one_is_refused(string text, ParseProblemKind kind)
    {
        Assert.False(AccessRule.TryParse(text, out _, out var problem));
        Assert.Equal(kind, problem.Kind);
    }

    [Theory]
    [InlineData("10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("10.1.2.3/0", "0.0.0.0/0")]
    [InlineData("2001:db8::1/64", "2001:db8::/64")]
    [InlineData("::ffff:10.1.2.3/104", "::ffff:10.0.0.0/104")]
    [InlineData("x/8", null)]
    [InlineData("10.1.2.3/99", null)]
    [InlineData("10.1.2.3", null)]
    public void The_network_that_was_meant_is_known(string text, string? network) => Assert.Equal(network, AddressRange.NetworkAround(text));

    [Theory]
    [InlineData("::/80", "::5:0:1", true)]
    [InlineData("::/80", "::1:0:0:0", false)]
    [InlineData("::/80", "10.0.0.1", false)]
    [InlineData("::fffe:0:0/95", "::fffe:0:1", true)]
    [InlineData("::fffe:0:0/95", "::ffff:10.0.0.1", false)]
    [InlineData("::/0", "::ffff:10.0.0.1", false)]
    [InlineData("::ffff:0:0/96", "10.0.0.1", true)]
    [InlineData("::ffff:0:0/96", "::fffe:0:1", false)]
    public void A_network_that_only_ends_among_the_mapped_addresses_is_of_IPv6_and_whole(string text, string address, bool isIn)
    {
        Assert.True(AccessRule.TryParse(text, out var rule, out _));
        Assert.Equal(isIn, new AddressSet([rule.Range!]).Contains(IPAddress.Parse(address)));
    }

    [Fact]
    public void A_set_has_exactly_the_addresses_of_its_ranges()
    {
        var random = new Random(20_261_125);
        for (var round = 0; round < 200; round++)
        {
            var ranges = Enumerable.Range(0, random.Next(8)).Select(_ => Some(random)).ToList();
            var set = new AddressSet(ranges);
            for (var number = 0; number < 256; number++)
            {
                foreach (var address in (IPAddress[])[Four(number), Six(number), Four(number).MapToIPv6()])
                {
                    Assert.Equal(ranges.Exists(range => IsIn(range, AddressRange.Plain(address))), set.Contains(address));
                }
            }
        }
    }

    private static AddressRange Some(Random random)
    {
        var (one, other) = (random.Next(256), random.Next(256));
        var (first, last) = (Math.Min(one, other), Math.Max(one, other));
        return random.Next(2) == 0 ? new AddressRange(Four(first), Four(last)) : new AddressRange(Six(first), Six(last));
    }

    private static bool IsIn(AddressRange range, IPAddress address) =>
        range.First.AddressFamily == address.AddressFamily && address.GetAddressBytes()[^1] is var last && range.First.GetAddressBytes()[^1] <= last && last <= range.Last.GetAddressBytes()[^1];

    private static IPAddress Four(int number) => new([192, 0, 2, (byte)number]);

    private static IPAddress Six(int number) => new([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)number]);
}
