using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports;

/// <summary>Turns a host into addresses, the families in turn as RFC 8305 section 4 wants them.</summary>
internal static class HostResolver
{
    public static async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, SocketSettings settings, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            if (literal.AddressFamily == AddressFamily.InterNetworkV6 && literal.ScopeId == 0 && UnknownZone(host) is { } zone)
            {
                throw new FailureException(new Failure(FailureKind.CannotBind, Operation.Resolve) { Subject = host, Expected = zone });
            }

            // Written in either form it is the same address, and only the plain one can be dialled from everywhere.
            return Usable([literal.IsIPv4MappedToIPv6 ? literal.MapToIPv4() : literal], host, settings.Family);
        }

        if (settings.Lookup == NameLookup.NumericOnly)
        {
            throw new FailureException(new Failure(FailureKind.NameNotResolved, Operation.Resolve) { Subject = host });
        }

        try
        {
            var found = Usable(await Dns.GetHostAddressesAsync(HostText.ForResolver(host), cancellation), host, settings.Family);
            settings.Observer.Resolved(host, [.. found.Select(address => address.ToString())]);
            return found;
        }
        catch (SocketException error)
        {
            throw SocketFailures.From(error, Operation.Resolve, host);
        }
    }

    /// <summary>Where to bind for <paramref name="endpoint"/>: a wildcard is both families in one socket unless one is asked for.</summary>
    public static async ValueTask<IPEndPoint> ResolveLocalAsync(HostEndpoint endpoint, SocketSettings settings, CancellationToken cancellation) =>
        !endpoint.IsEveryAddress
            ? new IPEndPoint((await ResolveAsync(endpoint.Host, settings, cancellation))[0], endpoint.Port)
            : new IPEndPoint(settings.Family == FamilyChoice.IPv4Only || !Socket.OSSupportsIPv6 ? IPAddress.Any : IPAddress.IPv6Any, endpoint.Port);

    // The framework takes a name that if_nametoindex(3) does not know for no zone at all, and so for another address.
    private static string? UnknownZone(string host) =>
        host.Split('%') is [_, var zone] && !zone.All(char.IsAsciiDigit) ? zone : null;

    private static List<IPAddress> Usable(IPAddress[] addresses, string host, FamilyChoice family)
    {
        var sixes = addresses.Where(a => a.AddressFamily == AddressFamily.InterNetworkV6 && family != FamilyChoice.IPv4Only).Distinct().ToList();
        var fours = addresses.Where(a => a.AddressFamily == AddressFamily.InterNetwork && family != FamilyChoice.IPv6Only).Distinct().ToList();
        var (first, second) = addresses is [{ AddressFamily: AddressFamily.InterNetwork }, ..] ? (fours, sixes) : (sixes, fours);
        var inTurn = Enumerable.Range(0, Math.Max(first.Count, second.Count))
            .SelectMany(i => first.Skip(i).Take(1).Concat(second.Skip(i).Take(1)))
            .ToList();
        return inTurn.Count > 0
            ? inTurn
            : throw new FailureException(new Failure(FailureKind.NameNotResolved, Operation.Resolve) { Subject = host });
    }
}
