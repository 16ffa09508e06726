using System.Diagnostics.CodeAnalysis;

namespace SockTool.Core.Endpoints;

/// <summary>Reads what TLS is told by its names: those of the query of an address, which are those of the options after <c>--tls-</c>.</summary>
public static class TlsParameterText
{
    private const string PinPrefix = "sha256:";
    private const int Sha256Digits = 64;
    private const int LongestAlpnName = 255;

    // A client's first message has 65535 bytes for this and all other extensions (RFC 8446 section 4.1.2); those need less than a KiB.
    private const int LongestAlpnList = 63 * 1024;

    /// <summary>Adds one named value to what is known.</summary>
    public static bool TryAdd(
        TlsParameters known, string name, string value, [NotNullWhen(true)] out TlsParameters? result, [NotNullWhen(false)] out ParseProblem? problem)
    {
        var (next, wrong) = Add(known, name, value);
        (result, problem) = (wrong is null ? next : null, wrong);
        return wrong is null;
    }

    internal static ParseProblem? ReadQuery(string query, out TlsParameters parameters)
    {
        parameters = new TlsParameters();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (part, "") : (part[..equals], Uri.UnescapeDataString(part[(equals + 1)..]));
            (parameters, var problem) = Add(parameters, name, value);
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    internal static string Format(TlsParameters parameters) => string.Join('&', Pairs(parameters).Select(pair => $"{pair.Name}={Escape(pair.Value)}"));

    private static IEnumerable<(string Name, string Value)> Pairs(TlsParameters of)
    {
        (string Name, string? Value)[] files = [("ca", of.AuthorityFile), ("cert", of.CertificateFile), ("key", of.KeyFile), ("client-ca", of.ClientAuthorityFile), ("server-name", of.ServerName)];
        foreach (var (name, value) in files)
        {
            if (value is not null)
            {
                yield return (name, value);
            }
        }

        if (of.Alpn.Length > 0)
        {
            yield return ("alpn", of.Alpn);
        }

        if (of.Minimum != TlsMinimum.Usual)
        {
            yield return ("min", of.Minimum == TlsMinimum.Tls13 ? "1.3" : "1.2");
        }

        foreach (var pin in of.PinList)
        {
            yield return ("pin", $"{PinPrefix}{pin}");
        }

        if (of.Trust == TlsTrust.Anybody)
        {
            yield return ("insecure", "1");
        }
    }

    // A path stays readable: only what would end the value early is escaped.
    private static string Escape(string value) => Uri.EscapeDataString(value)
        .Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal);

    private static (TlsParameters Parameters, ParseProblem? Problem) Add(TlsParameters to, string name, string value) => name switch
    {
        "ca" or "cert" or "key" or "client-ca" or "server-name" or "alpn" or "min" or "pin" when value.Length == 0 => (to, new(ParseProblemKind.ValueMissing, name)),
        _ when Has(to, name) => (to, new(ParseProblemKind.TlsParameterTwice, name)),
        "ca" => (to with { AuthorityFile = value }, null),
        "cert" => (to with { CertificateFile = value }, null),
        "key" => (to with { KeyFile = value }, null),
        "client-ca" => (to with { ClientAuthorityFile = value }, null),
        "server-name" => (to with { ServerName = value }, HostText.Check(value)),
        "alpn" => (to with { Alpn = value }, CheckAlpn(value)),
        "min" when value is "1.2" or "1.3" => (to with { Minimum = value == "1.3" ? TlsMinimum.Tls13 : TlsMinimum.Tls12 }, null),
        "min" => (to, new(ParseProblemKind.TlsVersionUnknown, value)),
        "pin" when IsPin(value) => (to with { Pins = string.Join(',', [.. to.PinList, value[PinPrefix.Length..].ToLowerInvariant()]) }, null),
        "pin" => (to, new(ParseProblemKind.TlsPinMalformed, value)),
        "insecure" when value is "" or "1" => (to with { Trust = TlsTrust.Anybody }, null),
        "insecure" => (to, new(ParseProblemKind.TlsInsecureMalformed, value)),
        _ => (to, new(ParseProblemKind.TlsParameterUnknown, name)),
    };

    // Only pins add up; of two of anything else one would be without effect.
    private static bool Has(TlsParameters known, string name) => name switch
    {
        "ca" => known.AuthorityFile is not null,
        "cert" => known.CertificateFile is not null,
        "key" => known.KeyFile is not null,
        "client-ca" => known.ClientAuthorityFile is not null,
        "server-name" => known.ServerName is not null,
        "alpn" => known.Alpn.Length > 0,
        "min" => known.Minimum != TlsMinimum.Usual,
        "insecure" => known.Trust == TlsTrust.Anybody,
        _ => false,
    };

    private static ParseProblem? CheckAlpn(string list)
    {
        var names = list.Split(',');
        return !names.All(IsAlpnName) ? new(ParseProblemKind.TlsAlpnMalformed, list)
            : names.Sum(name => 1 + name.Length) > LongestAlpnList ? new(ParseProblemKind.TlsAlpnTooLong, names[0])
            : null;
    }

    private static bool IsAlpnName(string name) => name.Length is > 0 and <= LongestAlpnName && name.All(char.IsAscii);

    private static bool IsPin(string text) =>
        text.StartsWith(PinPrefix, StringComparison.OrdinalIgnoreCase) && text.Length == PinPrefix.Length + Sha256Digits && text[PinPrefix.Length..].All(char.IsAsciiHexDigit);
}
