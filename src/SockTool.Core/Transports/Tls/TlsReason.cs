using System.Text.RegularExpressions;

namespace SockTool.Core.Transports.Tls;

/// <summary>OpenSSL's own reason within the texts of the framework's exceptions, in lower case as OpenSSL has them.</summary>
internal static partial class TlsReason
{
    // openssl/sslerr.h: SSL_R_EE_KEY_TOO_SMALL and its like. Only our own certificate is held to them: the peer's is judged by the framework.
    private static readonly string[] OfOurCertificate = ["ee key too small", "ca key too small", "ca md too weak"];

    /// <summary>Empty where there is none.</summary>
    public static string In(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (Text().Match(error.Message) is { Success: true } match)
            {
                return match.Groups["reason"].Value.ToLowerInvariant();
            }
        }

        return "";
    }

    public static bool IsAboutOurCertificate(string reason) => OfOurCertificate.Contains(reason, StringComparer.Ordinal);

    /// <summary>Whether the peer has ended TLS in good order, where a handshake was to be.</summary>
    public static bool IsFarewell(Exception? error) =>
        error is not null && (error.Message.Contains("SSL_ERROR_ZERO_RETURN", StringComparison.Ordinal) || IsFarewell(error.InnerException));

    // ERR_error_string(3), or the reason alone behind a sentence of the framework's; SSL_ERROR_SSL and its like are no reasons.
    [GeneratedRegex("(error:[0-9A-Fa-f]{8}:[^:]*:[^:]*:|OpenSSL error - (?!SSL_))(?<reason>[^:]*[^:.])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Text();
}
