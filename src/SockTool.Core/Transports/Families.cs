using System.Net;
using System.Net.Sockets;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports;

/// <summary>What is asked for elsewhere and leaves one family to choose from.</summary>
internal static class Families
{
    /// <summary>From a source of one family only that family can be dialled.</summary>
    public static SocketSettings ForSource(this SocketSettings settings) =>
        settings.Source is { IsEveryAddress: false } source && IPAddress.TryParse(source.Host, out var address) ? settings.ForFamily(address.AddressFamily) : settings;

    /// <summary>A group of IPv4 is joined on a socket of IPv4.</summary>
    public static SocketSettings ForGroup(this SocketSettings settings) =>
        settings is { Multicast: { } group, Family: FamilyChoice.Any } ? settings.ForFamily(group.Address.AddressFamily) : settings;

    /// <summary>One family only, as of a socket that there is already.</summary>
    public static SocketSettings ForFamily(this SocketSettings settings, AddressFamily family) =>
        settings with { Family = family == AddressFamily.InterNetworkV6 ? FamilyChoice.IPv6Only : FamilyChoice.IPv4Only };
}
