using System.Net;
using System.Net.Sockets;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>What is asked for elsewhere and leaves one family to choose from.</summary>
internal static class Families
{
    /// <summary>From a source of one family only that family can be dialled.</summary>
    public static SocketSettings ForSource(this SocketSettings settings) =>
        settings.Source is { IsEveryAddress: false } source && IPAddress.TryParse(source.Host, out var address) ? settings.Of(address) : settings;

    /// <summary>A group of IPv4 is joined on a socket of IPv4.</summary>
    public static SocketSettings ForGroup(this SocketSettings settings) =>
        settings is { Multicast: { } group, Family: FamilyChoice.Any } ? settings.Of(group.Address) : settings;

    private static SocketSettings Of(this SocketSettings settings, IPAddress address) =>
        settings with { Family = address.AddressFamily == AddressFamily.InterNetworkV6 ? FamilyChoice.IPv6Only : FamilyChoice.IPv4Only };
}
