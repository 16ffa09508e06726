using System.Globalization;
using System.Net;
using System.Numerics;
using SockTool.Core.Tests.Doubles;
using FsCheck;
using FsCheck.Fluent;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Tests.Endpoints;

public sealed class AddressRangePropertyTests
{
    private static readonly Arbitrary<(byte[] Address, int Length)> Networks = (
        from size in Gen.Elements(4, 16)
        from address in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(size)
        from length in Gen.Choose(0, size * 8)
        select (address, length)).ToArbitrary();

    [Fact]
    public void Network_holds_the_addresses_that_share_its_first_bits_and_no_other() => Prop.ForAll(Networks, network =>
    {
        var (bytes, length) = network;
        var bits = bytes.Length * 8;
        var hosts = (BigInteger.One << (bits - length)) - 1;
        var first = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) & ~hosts;
        var text = string.Create(CultureInfo.InvariantCulture, $"{AddressOf(first, bytes.Length)}/{length}");
        return AddressRange.TryParse(text, out var range, out _)
            && range.First.Equals(AddressOf(first, bytes.Length)) && range.Last.Equals(AddressOf(first + hosts, bytes.Length));
    }).Check(Seeded.Tries(1000));

    [Fact]
    public void Address_inside_a_network_is_not_written_in_its_place() => Prop.ForAll(Networks, network =>
    {
        var (bytes, length) = network;
        var hosts = (BigInteger.One << ((bytes.Length * 8) - length)) - 1;
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = string.Create(CultureInfo.InvariantCulture, $"{AddressOf(number, bytes.Length)}/{length}");
        return AddressRange.TryParse(text, out _, out _) == ((number & hosts) == 0);
    }).Check(Seeded.Tries(1000));

    private static IPAddress AddressOf(BigInteger number, int size)
    {
        var bytes = new byte[size];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, size - digits.Length);
        return new IPAddress(bytes);
    }
}
