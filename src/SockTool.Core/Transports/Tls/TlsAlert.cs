using System.Globalization;
using System.Text.RegularExpressions;

namespace SockTool.Core.Transports.Tls;

/// <summary>What OpenSSL says in its error numbers, which the framework passes on only within its texts.</summary>
internal static partial class TlsAlert
{
    // openssl/sslerr.h: SSL_AD_REASON_OFFSET. A reason above it is an alert that was received, whose number is a byte; those of errors within OpenSSL are far above.
    private const int ReceivedAlerts = 1000;
    private const int LastAlert = ReceivedAlerts + byte.MaxValue;

    // ERR_GET_REASON of OpenSSL 3: the low 23 bits.
    private const int ReasonBits = 0x7FFFFF;

    // openssl/sslerr.h: SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_WRONG_SSL_VERSION, SSL_R_VERSION_TOO_LOW.
    private static readonly int[] VersionReasons = [258, 266, 396];

    // RFC 8446 section 6, and of earlier versions what is still met.
    private static readonly Dictionary<int, string> Names = new()
    {
        [10] = "unexpected_message", [20] = "bad_record_mac", [22] = "record_overflow", [40] = "handshake_failure", [42] = "bad_certificate",
        [43] = "unsupported_certificate", [44] = "certificate_revoked", [45] = "certificate_expired", [46] = "certificate_unknown", [47] = "illegal_parameter",
        [48] = "unknown_ca", [49] = "access_denied", [50] = "decode_error", [51] = "decrypt_error", [70] = "protocol_version", [71] = "insufficient_security",
        [80] = "internal_error", [90] = "user_canceled", [109] = "missing_extension", [110] = "unsupported_extension", [112] = "unrecognized_name",
        [115] = "unknown_psk_identity", [116] = "certificate_required", [120] = "no_application_protocol",
    };

    /// <summary>The alert behind an error, with its name; null where none was received.</summary>
    public static (int Number, string Name)? Received(Exception error) => ReasonIn(error) is > ReceivedAlerts and <= LastAlert and var reason
        ? (reason - ReceivedAlerts, Names.GetValueOrDefault(reason - ReceivedAlerts, "unknown"))
        : null;

    /// <summary>Whether the two sides have no version in common.</summary>
    public static bool IsAboutVersion(Exception error) => VersionReasons.Contains(ReasonIn(error));

    private static int ReasonIn(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (ErrorNumber().Match(error.Message) is { Success: true } match)
            {
                return int.Parse(match.Groups["number"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & ReasonBits;
            }
        }

        return 0;
    }

    [GeneratedRegex("error:(?<number>[0-9A-Fa-f]{8}):", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ErrorNumber();
}
