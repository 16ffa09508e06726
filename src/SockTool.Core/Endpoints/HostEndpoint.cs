using System.Globalization;

namespace SockTool.Core.Endpoints;

/// <summary>A host and a port, whatever protocol is spoken there.</summary>
/// <param name="Host">
/// As typed: a name, a dotted IPv4 address, an IPv6 address without brackets (a zone may follow, RFC 4007 §11),
/// or <see cref="EveryAddress"/>. <see cref="HostText.ForResolver"/> makes it what the resolver takes.
/// </param>
/// <param name="Port">0 to 65535; 0 only to accept at.</param>
public abstract record HostEndpoint(string Host, int Port) : Endpoint
{
    /// <summary>The host that means every local address, IPv4 and IPv6 together.</summary>
    public const string EveryAddress = "*";

    public bool IsEveryAddress => string.Equals(Host, EveryAddress, StringComparison.Ordinal);

    /// <summary><c>host:port</c>, <c>[v6]:port</c>.</summary>
    public string Authority => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
