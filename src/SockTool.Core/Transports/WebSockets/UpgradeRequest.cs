using System.Globalization;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>What a client asks for, and whether an answer grants it (RFC 6455 section 4.1).</summary>
internal sealed class UpgradeRequest(WebSocketEndpoint endpoint, WebSocketSettings settings)
{
    private const int SwitchingProtocols = 101;

    private readonly string key = UpgradeKey.New();

    public byte[] ToBytes() => UpgradeText.Write($"GET {endpoint.Target} HTTP/1.1",
    [
        ("Host", Host),
        .. UpgradeText.Upgrade,
        (UpgradeText.Key, key),
        (UpgradeText.Version, UpgradeText.OurVersion),
        .. settings.Protocols is [] ? [] : new[] { (UpgradeText.Protocol, string.Join(", ", settings.Protocols)) },
        .. UpgradeText.Own(settings),
    ]);

    public UpgradeProblem? ProblemWith(HttpHead answer) => HttpStatus.Of(answer)?.Code switch
    {
        null => new(HandshakeProblem.Malformed, Found: answer.FirstLine),
        SwitchingProtocols => UpgradeText.ProblemWith(answer) ?? ProblemWithAccept(answer) ?? ProblemWithChoice(answer),
        _ => new(HandshakeProblem.UpgradeDeclined, Found: answer.FirstLine),
    };

    private UpgradeProblem? ProblemWithAccept(HttpHead answer) => UpgradeKey.AnswerTo(key) is var accept && answer.Only(UpgradeText.Accept) == accept
        ? null
        : UpgradeProblem.Field(answer, UpgradeText.Accept, accept);

    private UpgradeProblem? ProblemWithChoice(HttpHead answer) =>
        string.Join(", ", answer.Values(UpgradeText.Extensions)) is { Length: > 0 } extensions ? new(HandshakeProblem.UpgradeNotOffered, Found: extensions)
        : answer.Values(UpgradeText.Protocol).Any() && !settings.Protocols.Contains(answer.Only(UpgradeText.Protocol), StringComparer.Ordinal)
            ? new(HandshakeProblem.UpgradeNotOffered, Found: string.Join(", ", answer.Values(UpgradeText.Protocol)))
        : null;

    // The port only where it is not the scheme's own (RFC 6455 section 4.1), and no zone, which means something on this machine only (RFC 6874 section 4).
    private string Host
    {
        get
        {
            var host = HostText.ForResolver(endpoint.At.Host).Split('%')[0];
            var bracketed = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
            var usual = endpoint.Carrier is TlsEndpoint ? WebSocketEndpoint.UsualSecurePort : WebSocketEndpoint.UsualPort;
            return endpoint.At.Port == usual ? bracketed : string.Create(CultureInfo.InvariantCulture, $"{bracketed}:{endpoint.At.Port}");
        }
    }
}
