using System.Net.Sockets;
using System.Text;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Proxies;

/// <summary>Dials through a SOCKS5 proxy: RFC 1928, with a user and a password after RFC 1929.</summary>
public sealed class Socks5Connector(IConnector inner, ProxyHop hop, SocketSettings settings) : IConnector
{
    private const byte Version = 5;
    private const byte Connect = 1;
    private const byte Anonymous = 0;
    private const byte UserAndPassword = 2;
    private const byte NoneOfThem = 0xFF;
    private const byte IPv4 = 1;
    private const byte DomainName = 3;
    private const byte IPv6 = 4;
    private const byte Negotiation = 1; // the version of RFC 1929, not of SOCKS
    private const int LongestPassword = 255;

    private string? User => hop.Proxy.User;

    public IConnector TellingTo(ITransportObserver observer) => new Socks5Connector(inner.TellingTo(observer), hop, settings with { Observer = observer });

    public async ValueTask PrepareAsync(CancellationToken cancellation)
    {
        await hop.PasswordAsync(settings, cancellation);
        await inner.PrepareAsync(cancellation);
    }

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var password = Encoding.UTF8.GetBytes(await hop.PasswordAsync(settings, cancellation));
        return password.Length <= LongestPassword
            ? await Tunnel.OpenAsync(inner, hop, settings, (talk, c) => AskAsync(talk, password, c), cancellation)
            : throw hop.Failed(HandshakeProblem.PasswordTooLong, LongestPassword);
    }

    private async ValueTask AskAsync(ProxyTalk talk, byte[] password, CancellationToken cancellation)
    {
        byte[] offered = User is null ? [Anonymous] : [Anonymous, UserAndPassword];
        await talk.WriteAsync((byte[])[Version, (byte)offered.Length, .. offered], cancellation);
        var chosen = await talk.HearAsync(2, cancellation);
        switch (chosen)
        {
            case [Version, Anonymous]:
                break;
            case [Version, UserAndPassword] when User is not null:
                await AuthenticateAsync(talk, Encoding.UTF8.GetBytes(User), password, cancellation);
                break;
            case [Version, NoneOfThem or UserAndPassword] when User is null:
                throw hop.Failed(HandshakeProblem.CredentialsWanted);
            case [Version, NoneOfThem]:
                throw hop.Failed(HandshakeProblem.NoCommonMethod);
            default:
                throw talk.Malformed(chosen);
        }

        await talk.WriteAsync((byte[])[Version, Connect, 0, .. Target(), .. hop.Port()], cancellation);
        await HearReplyAsync(talk, cancellation);
    }

    private async ValueTask AuthenticateAsync(ProxyTalk talk, byte[] name, byte[] password, CancellationToken cancellation)
    {
        await talk.WriteAsync((byte[])[Negotiation, (byte)name.Length, .. name, (byte)password.Length, .. password], cancellation);
        var answer = await talk.HearAsync(2, cancellation);
        if (answer is not [Negotiation, 0])
        {
            throw answer is [Negotiation, var status] ? hop.Failed(HandshakeProblem.CredentialsRefused, status) : talk.Malformed(answer);
        }
    }

    private byte[] Target()
    {
        var name = hop.Name();
        return hop.Address() switch
        {
            { AddressFamily: AddressFamily.InterNetwork } four => [IPv4, .. four.GetAddressBytes()],
            { } six => [IPv6, .. six.GetAddressBytes()],
            null => [DomainName, (byte)name.Length, .. name],
        };
    }

    /// <summary>The address that the proxy sends from follows the answer, and is of no use here: some send zeros.</summary>
    private async ValueTask HearReplyAsync(ProxyTalk talk, CancellationToken cancellation)
    {
        var reply = await talk.HearAsync(4, cancellation);
        if (reply[0] != Version)
        {
            throw talk.Malformed(reply);
        }

        if (reply[1] != 0)
        {
            throw hop.Failed(HandshakeProblem.Socks5Refused, reply[1]);
        }

        var length = reply[3] switch
        {
            IPv4 => 4,
            IPv6 => 16,
            DomainName => (await talk.HearAsync(1, cancellation))[0],
            _ => throw talk.Malformed(reply),
        };
        await talk.HearAsync(length + 2, cancellation);
    }
}
