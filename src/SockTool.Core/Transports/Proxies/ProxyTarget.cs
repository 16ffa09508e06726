using System.Net;
using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Proxies;

/// <summary>The target of a hop in the words of the proxies' protocols.</summary>
internal static class ProxyTarget
{
    // RFC 1928 section 5: one octet of length. The other protocols get the same bound.
    private const int LongestName = 255;

    /// <summary>The numeric address; null for a name.</summary>
    public static IPAddress? Address(this ProxyHop hop) => StrictAddress.TryParse(hop.Target.Host, out var address) ? address : null;

    /// <summary>The name in its ASCII form, 255 bytes at most.</summary>
    public static byte[] Name(this ProxyHop hop) => Encoding.ASCII.GetBytes(HostText.ForResolver(hop.Target.Host));

    /// <summary><c>host:port</c>, the authority-form of RFC 9112 section 3.2.3.</summary>
    public static string Authority(this ProxyHop hop) => new TcpEndpoint(HostText.ForResolver(hop.Target.Host), hop.Target.Port).Authority;

    public static byte[] Port(this ProxyHop hop) => [(byte)(hop.Target.Port >> 8), (byte)hop.Target.Port];

    /// <summary>Refuses what no proxy can be told: a zone is this machine's own (RFC 4007 section 11), and a longer name is none.</summary>
    public static void Check(this ProxyHop hop)
    {
        if (hop.Target.Host.Contains('%', StringComparison.Ordinal))
        {
            throw hop.Failed(HandshakeProblem.TargetWithZone);
        }

        if (hop.Address() is null && hop.Name().Length > LongestName)
        {
            throw hop.Failed(HandshakeProblem.TargetTooLong, LongestName);
        }
    }

    /// <summary>The password to give; a user without one has an empty one, as for curl, and nobody's is never asked for.</summary>
    public static async ValueTask<string> PasswordAsync(this ProxyHop hop, SocketSettings settings, CancellationToken cancellation) =>
        hop.Proxy.User is not null && settings.ProxyPassword is { } secret ? await secret.ReadAsync(cancellation) : "";

    public static FailureException Failed(this ProxyHop hop, HandshakeProblem problem, int number = 0, string found = "") => new(
        new Failure(FailureKind.ProxyFailed, Operation.Handshake)
        {
            Subject = hop.Proxy.ToString(),
            Problem = problem,
            Number = number,
            Expected = hop.Target.ToString(),
            Found = found[..Math.Min(found.Length, HttpHead.MostShown)],
        });
}
