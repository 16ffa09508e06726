using System.Globalization;
using System.Text;

namespace SockTool.Core.Endpoints;

/// <summary>Checks the text of a host before any resolver sees it, so that a slip never becomes another machine.</summary>
public static class HostText
{
    /// <summary>
    /// RFC 1035 §3.1 leaves 253 characters for a name, 254 with its final dot; .NET throws from 255 without one.
    /// What is between is for the resolver to refuse.
    /// </summary>
    private const int LongestHost = 254;

    private const int LongestLabel = 63;

    /// <summary>The name as the resolver takes it: IDN labels in their ASCII form (RFC 5890), all else untouched.</summary>
    /// <param name="host">A host that <see cref="Check"/> found nothing wrong with.</param>
    public static string ForResolver(string host) =>
        Ascii.IsValid(host) ? host : new IdnMapping().GetAscii(host.ToLowerInvariant());

    /// <summary>What is wrong with a host name, a dotted IPv4 address or an IPv6 address without brackets; null when nothing is.</summary>
    public static ParseProblem? Check(string host) => host switch
    {
        "" => new(ParseProblemKind.HostEmpty, host),
        _ when host.Contains(':', StringComparison.Ordinal) =>
            StrictAddress.IsIPv6(host) ? null : new(ParseProblemKind.IPv6Malformed, host),
        _ when IsTooLong(host) => new(ParseProblemKind.HostTooLong, host),
        _ when LooksNumeric(host) =>
            StrictAddress.IsIPv4(host) ? null : new(ParseProblemKind.HostLooksNumeric, host),
        _ => CheckName(host),
    };

    private static bool IsTooLong(string host) => host.Length > LongestHost && (host.Length > LongestHost + 1 || host[^1] != '.');

    /// <summary>inet_aton(3) reads one to four parts, each decimal, octal or hexadecimal; so do many resolvers.</summary>
    private static bool LooksNumeric(string host) => host.TrimEnd('.').Split('.').All(LooksLikeNumber);

    private static bool LooksLikeNumber(string label) =>
        label.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? label[2..].All(char.IsAsciiHexDigit)
            : label.Length > 0 && label.All(char.IsAsciiDigit);

    private static ParseProblem? CheckName(string host)
    {
        foreach (var rune in host.EnumerateRunes())
        {
            if (!IsAllowed(rune))
            {
                return new(ParseProblemKind.HostForbiddenCharacter, rune.ToString());
            }
        }

        var name = host.EndsWith('.') ? host[..^1] : host;
        var badLabel = Array.Find(name.Split('.'), IsBadLabel);
        return badLabel is not null ? new(ParseProblemKind.HostBadLabel, badLabel)
            : IsTooLong(ForResolver(host)) ? new(ParseProblemKind.HostTooLong, host)
            : null;
    }

    private static bool IsAllowed(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_'
        : rune != Rune.ReplacementChar && (Rune.IsLetter(rune) || IsMark(rune));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsBadLabel(string label)
    {
        if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-')
        {
            return true;
        }

        try
        {
            return ForResolver(label).Length > LongestLabel;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
