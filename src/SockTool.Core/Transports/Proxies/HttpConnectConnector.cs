using System.Text;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Proxies;

/// <summary>
/// Dials through an HTTP proxy: CONNECT, RFC 9110 section 9.3.6. Who we are is told only when the proxy asks for it, and
/// then on a connection of its own, for a proxy may close the one it refused on: so a password never goes in the clear
/// to a proxy that takes a digest.
/// </summary>
public sealed class HttpConnectConnector(IConnector inner, ProxyHop hop, SocketSettings settings) : IConnector
{
    private const int SwitchingProtocols = 101;
    private const int Unauthorized = 401; // what tinyproxy 1.11 says of a wrong password
    private const int ProxyAuthenticationRequired = 407;
    private const int MostInterim = 8;

    public IConnector TellingTo(ITransportObserver observer) => new HttpConnectConnector(inner.TellingTo(observer), hop, settings with { Observer = observer });

    public async ValueTask PrepareAsync(CancellationToken cancellation)
    {
        await hop.PasswordAsync(settings, cancellation);
        await inner.PrepareAsync(cancellation);
    }

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var password = await hop.PasswordAsync(settings, cancellation);
        string? credentials = null;
        return await Tunnel.TryOpenAsync(inner, hop, settings, AskAsync, cancellation)
            ?? (await Tunnel.TryOpenAsync(inner, hop, settings, AskAsync, cancellation))!;

        async ValueTask<bool> AskAsync(ProxyTalk talk, CancellationToken c)
        {
            await talk.WriteAsync(Request(credentials), c);
            var (code, reason, head) = await HearAnswerAsync(talk, c);
            switch (code)
            {
                case >= 200 and < 300:
                    return true;
                case ProxyAuthenticationRequired when credentials is null:
                    credentials = Answer(head, password);
                    return false;
                case ProxyAuthenticationRequired or Unauthorized when credentials is not null:
                    throw hop.Failed(HandshakeProblem.CredentialsRefused, code);
                default:
                    throw hop.Failed(HandshakeProblem.HttpRefused, code, reason);
            }
        }
    }

    private string Answer(HttpHead head, string password)
    {
        var challenges = head.Values("Proxy-Authenticate").SelectMany(HttpChallenge.ReadAll).ToList();
        return hop.Proxy.User is not { } user
            ? throw hop.Failed(HandshakeProblem.CredentialsWanted, ProxyAuthenticationRequired)
            : new HttpCredentials(user, password).Answer(challenges, "CONNECT", hop.Authority())
                ?? throw hop.Failed(HandshakeProblem.NoCommonMethod, found: string.Join(", ", challenges.Select(challenge => challenge.Scheme)));
    }

    private byte[] Request(string? credentials)
    {
        var authority = hop.Authority();
        var authorization = credentials is null ? "" : $"Proxy-Authorization: {credentials}\r\n";
        return Encoding.Latin1.GetBytes($"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{authorization}\r\n");
    }

    // Interim answers may come before the one that counts (RFC 9110 section 15.2).
    private async ValueTask<(int Code, string Reason, HttpHead Head)> HearAnswerAsync(ProxyTalk talk, CancellationToken cancellation)
    {
        for (var interim = 0; interim <= MostInterim; interim++)
        {
            var head = await HttpHead.ReadAsync(talk, FailureKind.ProxyFailed, cancellation, HttpHead.Answer);
            if (HttpStatus.Of(head) is not { } status)
            {
                throw hop.Failed(HandshakeProblem.Malformed, found: head.FirstLine);
            }

            if (status.Code is >= 200 or SwitchingProtocols)
            {
                return (status.Code, status.Reason, head);
            }
        }

        throw hop.Failed(HandshakeProblem.TooManyAnswers, MostInterim);
    }
}
