using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SockTool.Core.Endpoints;

/// <summary>
/// Addresses of one family that follow each other. An IPv4-mapped IPv6 address (RFC 4291 section 2.5.5.2) is the IPv4
/// address everywhere, since a socket for both families shows IPv4 peers so.
/// </summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest; the same for a single address.</param>
public sealed record AddressRange(IPAddress First, IPAddress Last)
{
    private const char Network = '/';
    private const char To = '-';
    private const char Zone = '%';

    /// <summary>Whether a text is meant as addresses and not as a name; it may still be wrong.</summary>
    public static bool IsMeantBy(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains(Network, StringComparison.Ordinal) || IsNumeric(text) || (Split(text, To) is var (first, last) && (StrictAddress.IsIPv4(first) || (IsNumeric(first) && IsNumeric(last))));
    }

    /// <summary>Reads <c>ADDRESS</c>, <c>FIRST-LAST</c> or <c>NETWORK/LENGTH</c> (RFC 4632 section 3.1, RFC 4291 section 2.3) in their one safe spelling.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AddressRange? range, [NotNullWhen(false)] out ParseProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (range, problem) = (Split(text, Network), Split(text, To)) switch
        {
            (var (address, length), _) => ReadNetwork(text, address, length),
            (_, var (first, last)) => ReadPair(text, first, last),
            _ => ReadAddress(text) is var (one, wrong) && one is not null ? (new AddressRange(one, one).Plainly(), null) : (null, wrong),
        };
        return range is not null && problem is null;
    }

    /// <summary>The network that an address with a prefix length is in: <c>10.0.0.0/8</c> for 10.1.2.3/8; null where the text is no such thing.</summary>
    public static string? NetworkAround(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Split(text, Network) is var (address, length) && ReadAddress(address).Address is { } parsed && ReadLength(length, parsed) is { } bits
            ? string.Create(CultureInfo.InvariantCulture, $"{AddressOf(NumberOf(parsed) & ~HostBits(parsed, bits), parsed.AddressFamily)}/{bits}")
            : null;
    }

    /// <summary>The IPv4 address for a mapped one, and every other as it is.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>The address as a number, by which those of one family are ordered.</summary>
    public static UInt128 NumberOf(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        _ = address.TryWriteBytes(bytes, out var count);
        return count == sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public override string ToString() => First.Equals(Last) ? First.ToString() : $"{First}-{Last}";

    private static (AddressRange? Range, ParseProblem? Problem) ReadNetwork(string text, string address, string length)
    {
        if (ReadAddress(address) is not ({ } parsed, _))
        {
            return (null, ReadAddress(address).Problem);
        }

        if (ReadLength(length, parsed) is not { } bits)
        {
            return (null, new ParseProblem(ParseProblemKind.PrefixLengthMalformed, text));
        }

        var hosts = HostBits(parsed, bits);
        return (NumberOf(parsed) & hosts) == 0
            ? (new AddressRange(parsed, AddressOf(NumberOf(parsed) | hosts, parsed.AddressFamily)).Plainly(), null)
            : (null, new ParseProblem(ParseProblemKind.NetworkHasHost, text));
    }

    private static (AddressRange? Range, ParseProblem? Problem) ReadPair(string text, string first, string last)
    {
        var (from, to) = (ReadAddress(first), ReadAddress(last));
        if (from.Address is null || to.Address is null)
        {
            return (null, from.Problem ?? to.Problem);
        }

        var range = new AddressRange(Plain(from.Address), Plain(to.Address));
        return range.First.AddressFamily != range.Last.AddressFamily ? (null, new ParseProblem(ParseProblemKind.RangeOfTwoFamilies, text))
            : NumberOf(range.First) > NumberOf(range.Last) ? (null, new ParseProblem(ParseProblemKind.RangeBackwards, text))
            : (range, null);
    }

    private static (IPAddress? Address, ParseProblem? Problem) ReadAddress(string text) =>
        text.Contains(Zone, StringComparison.Ordinal) ? (null, new ParseProblem(ParseProblemKind.AddressHasZone, text))
        : StrictAddress.TryParse(text, out var address) ? (address, null)
        : (null, HostText.Check(text) ?? new ParseProblem(ParseProblemKind.AddressExpected, text));

    // A netmask in its place, a sign or a leading zero is no length: what it would mean differs from tool to tool.
    private static int? ReadLength(string text, IPAddress address) =>
        text.Length is 1 or 2 or 3
        && text.All(char.IsAsciiDigit)
        && (text.Length == 1 || text[0] != '0')
        && int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) is var length && length <= BitsOf(address.AddressFamily) ? length : null;

    private static int BitsOf(AddressFamily family) => family == AddressFamily.InterNetwork ? 32 : 128;

    // A shift by all 128 bits is one by none.
    private static UInt128 HostBits(IPAddress address, int length) =>
        BitsOf(address.AddressFamily) - length is > 0 and var count ? UInt128.MaxValue >> (128 - count) : 0;

    private static IPAddress AddressOf(UInt128 number, AddressFamily family)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(bytes[(16 - (BitsOf(family) / 8))..]);
    }

    private static bool IsNumeric(string text) =>
        text.Length > 0 && (text.Contains(':', StringComparison.Ordinal) || text.Contains(Zone, StringComparison.Ordinal) || text.All(letter => char.IsAsciiDigit(letter) || letter == '.'));

    private static (string Before, string Behind)? Split(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : null;

    // A network that only ends among the mapped addresses (::/80, ::fffe:0:0/95) is one of IPv6 addresses, as ::/0 is.
    private AddressRange Plainly() => First.IsIPv4MappedToIPv6 && Last.IsIPv4MappedToIPv6 ? new(Plain(First), Plain(Last)) : this;
}
