using SockTool.Core.Connections;

namespace SockTool;

/// <summary>English: proxies and what they answer.</summary>
internal sealed partial class EnglishMessages
{
    public override string Tunnelled(string proxy, string target) => $"the proxy {Safe(proxy)} opened the way to {Safe(target)}";

    private static string WhatFailedAtProxy(Failure failure) => failure.Problem is HandshakeProblem.Socks5Refused or HandshakeProblem.Socks4Refused or HandshakeProblem.HttpRefused
        ? $"the proxy {Safe(failure.Subject)} did not connect to {Safe(failure.Expected)}: {ProxyAnswer(failure)}"
        : $"the proxy {Safe(failure.Subject)} failed: {ProxyProblem(failure)}";

    private string WhatKeptFromProxy(Failure failure) =>
        $"cannot reach the proxy {Safe(failure.Expected)}: {WhatFailed(failure with { Problem = HandshakeProblem.None })}";

    private static string ProxyProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.CredentialsWanted => "it demands a user and a password",
        HandshakeProblem.CredentialsRefused => "it does not accept the user and the password",
        HandshakeProblem.NoCommonMethod when failure.Found.Length == 0 => "it accepts neither nobody nor a user and a password",
        HandshakeProblem.NoCommonMethod => $"it accepts {Safe(failure.Found)}, and we know Basic and Digest (MD5, SHA-256, qop auth)",
        HandshakeProblem.PasswordTooLong => $"it cannot be told a password of more than {failure.Number} bytes",
        HandshakeProblem.TargetOfIPv6 => $"it cannot be told {Safe(failure.Expected)}: that is an IPv6 address, which SOCKS 4 does not know",
        HandshakeProblem.TargetWithZone => $"it cannot be told {Safe(failure.Expected)}: that is a zone, which only this machine knows",
        HandshakeProblem.TargetTooLong => $"it cannot be told {Safe(failure.Expected)}: that is a name of more than {failure.Number} bytes",
        HandshakeProblem.ClosedEarly => $"{CommonProblem(failure)}{Number(failure)}",
        _ => CommonProblem(failure),
    };

    private static string ProxyAnswer(Failure failure) => (failure.Problem, failure.Number) switch
    {
        (HandshakeProblem.HttpRefused, var status) => failure.Found.Length > 0 ? $"status {status} \"{Safe(failure.Found)}\"" : $"status {status}",
        (HandshakeProblem.Socks5Refused, 1) => "a general failure (reply 1)",
        (HandshakeProblem.Socks5Refused, 2) => "its rules do not allow it (reply 2)",
        (HandshakeProblem.Socks5Refused, 3) => "network unreachable (reply 3)",
        (HandshakeProblem.Socks5Refused, 4) => "host unreachable, or no such name (reply 4)",
        (HandshakeProblem.Socks5Refused, 5) => "connection refused (reply 5)",
        (HandshakeProblem.Socks5Refused, 6) => "too many hops, the TTL expired (reply 6)",
        (HandshakeProblem.Socks5Refused, 7) => "it does not connect for others (reply 7)",
        (HandshakeProblem.Socks5Refused, 8) => "it does not know this kind of address (reply 8)",
        (HandshakeProblem.Socks4Refused, 91) => "rejected or failed (reply 91)",
        (HandshakeProblem.Socks4Refused, 92) => "it reached no identd here to ask who we are (reply 92)",
        (HandshakeProblem.Socks4Refused, 93) => "the identd here says another user than we (reply 93)",
        (_, var code) => $"reply {code}, which has no meaning",
    };

    private static string? HintForProxy(Failure failure)
    {
        var scheme = Safe(failure.Subject.Split(':')[0]);
        return failure.Problem switch
        {
            HandshakeProblem.CredentialsWanted => $"give the user in the address, {scheme}://USER@HOST:PORT, and the password in SOCK_PROXY_PASSWORD",
            HandshakeProblem.CredentialsRefused => "the password is taken from --proxy-password-file, else from SOCK_PROXY_PASSWORD",
            HandshakeProblem.TargetOfIPv6 => "socks5:// and http:// know IPv6",
            _ => null,
        };
    }
}
