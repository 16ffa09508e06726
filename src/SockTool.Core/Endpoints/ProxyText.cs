using System.Diagnostics.CodeAnalysis;

namespace SockTool.Core.Endpoints;

/// <summary>Reads <c>socks5://[USER@]HOST:PORT</c>, <c>socks4://…</c> and <c>http://…</c>.</summary>
public static class ProxyText
{
    // RFC 1929 gives a user's name one octet of length.
    private const int LongestUser = 255;

    public static bool TryParse(string text, [NotNullWhen(true)] out ProxyAddress? proxy, [NotNullWhen(false)] out ParseProblem? problem)
    {
        (proxy, problem) = (null, null);
        var scheme = EndpointScheme.Of(text);
        if (scheme is null || ProtocolOf(scheme.Value.Name) is not { } protocol)
        {
            // What stands before an @ may be a password.
            problem = new(ParseProblemKind.ProxySchemeUnknown, scheme?.Name ?? text[(text.LastIndexOf('@') + 1)..]);
            return false;
        }

        var rest = scheme.Value.Rest.TrimEnd('/');
        var at = rest.LastIndexOf('@');
        var user = at < 0 ? null : Uri.UnescapeDataString(rest[..at]);
        if (user is not null && CheckUser(user) is { } wrong)
        {
            problem = wrong;
            return false;
        }

        var reading = TcpText.Read(rest[(at + 1)..], EndpointRole.Dial);
        problem = reading.Problem;
        proxy = reading.Endpoint is TcpEndpoint endpoint ? new ProxyAddress(protocol, endpoint, user) : null;
        return proxy is not null;
    }

    // A password on the command line would be everybody's to see (ps(1)).
    private static ParseProblem? CheckUser(string user) =>
        user.Contains(':', StringComparison.Ordinal) ? new(ParseProblemKind.ProxyPasswordInAddress, "")
        : user.Length == 0 || System.Text.Encoding.UTF8.GetByteCount(user) > LongestUser || user.Any(char.IsControl) ? new(ParseProblemKind.ProxyUserMalformed, user)
        : null;

    private static ProxyProtocol? ProtocolOf(string scheme) => scheme switch
    {
        "socks5" or "socks5h" => ProxyProtocol.Socks5,
        "socks4" or "socks4a" => ProxyProtocol.Socks4,
        "http" => ProxyProtocol.Http,
        _ => null,
    };
}
