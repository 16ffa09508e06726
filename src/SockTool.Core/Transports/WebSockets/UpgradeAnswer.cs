using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>What a server answers to a request (RFC 6455 section 4.2.2).</summary>
internal sealed class UpgradeAnswer
{
    private const string Switching = "101 Switching Protocols";
    private const string Bad = "400 Bad Request";
    private const string NotFound = "404 Not Found";
    private const string Required = "426 Upgrade Required";
    private const string TooLarge = "431 Request Header Fields Too Large";

    private readonly string status;
    private readonly IReadOnlyList<(string Name, string Value)> fields;

    private UpgradeAnswer(string status, IReadOnlyList<(string Name, string Value)> fields, UpgradeProblem? problem = null) =>
        (this.status, this.fields, Problem) = (status, fields, problem);

    /// <summary>Why the answer is no; null for a yes.</summary>
    public UpgradeProblem? Problem { get; }

    /// <summary>What was asked for, where the answer is a yes.</summary>
    public string Target { get; private init; } = "";

    /// <summary>The subprotocol that was chosen; empty for none.</summary>
    public string Protocol { get; private init; } = "";

    public static UpgradeAnswer To(UpgradeProblem noRequest) => No(noRequest.Problem is HandshakeProblem.TooLong or HandshakeProblem.TooManyLines ? TooLarge : Bad, noRequest);

    public static UpgradeAnswer To(HttpHead request, WebSocketEndpoint endpoint, WebSocketSettings settings) => request.FirstLine.Split(' ') switch
    {
        ["GET", { Length: > 0 } target, "HTTP/1.1"] when !IsOurs(target, endpoint.Target) => No(NotFound, Unwanted(request)),
        ["GET", { Length: > 0 } target, "HTTP/1.1"] => ToFields(request, target, settings),
        [_, { Length: > 0 }, ['H', 'T', 'T', 'P', '/', ..]] => No(Bad, Unwanted(request)),
        _ => No(Bad, new(HandshakeProblem.Malformed, Found: request.FirstLine)),
    };

    public byte[] ToBytes() => UpgradeText.Write($"HTTP/1.1 {status}", fields);

    private static UpgradeAnswer ToFields(HttpHead request, string target, WebSocketSettings settings)
    {
        if (request.Only("Host") is null)
        {
            return No(Bad, UpgradeProblem.Field(request, "Host"));
        }

        // A plain request and another version both come right by an upgrade to ours (RFC 9110 section 15.5.22).
        if (UpgradeText.ProblemWith(request) is { } noUpgrade)
        {
            return No(Required, noUpgrade);
        }

        if (request.Only(UpgradeText.Version) != UpgradeText.OurVersion)
        {
            return No(Required, UpgradeProblem.Field(request, UpgradeText.Version, UpgradeText.OurVersion));
        }

        return request.Only(UpgradeText.Key) is { } key && UpgradeKey.IsValid(key)
            ? Yes(key, target, request.Members(UpgradeText.Protocol).FirstOrDefault(one => settings.Protocols.Contains(one, StringComparer.Ordinal)), settings)
            : No(Bad, UpgradeProblem.Field(request, UpgradeText.Key));
    }

    /// <param name="key">The client's nonce.</param>
    /// <param name="target">What it asks for.</param>
    /// <param name="protocol">The first of the client's that is ours too; null for none.</param>
    /// <param name="settings">What else we have to say.</param>
    private static UpgradeAnswer Yes(string key, string target, string? protocol, WebSocketSettings settings) => new(
        Switching,
        [
            .. UpgradeText.Upgrade,
            (UpgradeText.Accept, UpgradeKey.AnswerTo(key)),
            .. protocol is null ? [] : new[] { (UpgradeText.Protocol, protocol) },
            .. UpgradeText.Own(settings),
        ])
    {
        Target = target,
        Protocol = protocol ?? "",
    };

    private static UpgradeAnswer No(string status, UpgradeProblem problem) => new(
        status,
        [("Content-Length", "0"), .. status == Required ? new[] { ("Upgrade", "websocket"), ("Connection", "Upgrade, close"), (UpgradeText.Version, UpgradeText.OurVersion) } : [("Connection", "close")]],
        problem);

    /// <summary>A listener without a path of its own takes every one; one without a query takes every query.</summary>
    private static bool IsOurs(string target, string ours) => ours == "/" || target == ours || target.Split('?')[0] == ours;

    private static UpgradeProblem Unwanted(HttpHead request) => new(HandshakeProblem.UpgradeUnwanted, Found: request.FirstLine);
}
