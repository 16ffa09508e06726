using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SockTool.Core.Endpoints;

/// <summary>
/// Numeric addresses in their one safe spelling. <see cref="IPAddress.TryParse(string, out IPAddress)"/> is not it:
/// there 010.0.0.1 is 8.0.0.1, 127.1 is 127.0.0.1, 1 is 0.0.0.1, and brackets and ports are swallowed.
/// </summary>
public static class StrictAddress
{
    /// <summary>IF_NAMESIZE on Linux and macOS is 16 with the final NUL.</summary>
    private const int LongestZone = 15;

    private static readonly SearchValues<char> IPv6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Four decimal parts without leading zeros (RFC 6943 §3.1.1 "strict" form), or IPv6 (RFC 4291 §2.2).</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return (IsIPv4(text) || IsIPv6(text)) && IPAddress.TryParse(text, out address);
    }

    /// <summary>True for four decimal parts of 0 to 255 without leading zeros.</summary>
    public static bool IsIPv4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var part in text.Split('.'))
        {
            parts++;
            if (parts > 4 || !IsOctet(text[part]))
            {
                return false;
            }
        }

        return parts == 4;
    }

    /// <summary>True for an IPv6 address without brackets, with or without a zone that has the form of an interface name or index.</summary>
    public static bool IsIPv6(ReadOnlySpan<char> text)
    {
        var percent = text.IndexOf('%');
        var address = percent < 0 ? text : text[..percent];
        return (percent < 0 || IsZone(text[(percent + 1)..]))
            && address.Contains(':')
            && !address.ContainsAnyExcept(IPv6Characters)
            && (!address.Contains('.') || IsIPv4(address[(address.LastIndexOf(':') + 1)..]))
            && IPAddress.TryParse(address, out var parsed)
            && parsed.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static bool IsOctet(ReadOnlySpan<char> part) =>
        part.Length is 1 or 2 or 3
        && !part.ContainsAnyExceptInRange('0', '9')
        && (part.Length == 1 || part[0] != '0')
        && int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture) <= byte.MaxValue;

    private static bool IsZone(ReadOnlySpan<char> zone) =>
        zone.Length is > 0 and <= LongestZone
        && !zone.ContainsAnyExceptInRange('!', '~')
        && !zone.ContainsAny("/%[]:");
}
