using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace SockTool.Core.Endpoints;

/// <summary>A group of receivers (RFC 1112, RFC 4291 section 2.7).</summary>
/// <param name="Address">The group's address, without a zone.</param>
/// <param name="Interface">Name, index or address of the interface to reach it by; empty leaves it to the system.</param>
public sealed record MulticastGroup(IPAddress Address, string Interface)
{
    private const byte FirstOfIPv4 = 224;
    private const byte LastOfIPv4 = 239;

    /// <summary>Reads <c>GROUP[%IF]</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MulticastGroup? group, [NotNullWhen(false)] out ParseProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var percent = text.IndexOf('%', StringComparison.Ordinal);
        var (address, name) = percent < 0 ? (text, "") : (text[..percent], text[(percent + 1)..]);
        var isGroup = StrictAddress.TryParse(address, out var parsed) && IsMulticast(parsed) && (percent < 0 || name.Length > 0);
        group = isGroup ? new MulticastGroup(parsed!, name) : null;
        problem = isGroup ? null : new ParseProblem(ParseProblemKind.MulticastMalformed, text);
        return isGroup;
    }

    /// <summary>Whether datagrams to <paramref name="address"/> go to a group.</summary>
    public static bool IsMulticast(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.GetAddressBytes()[0] is >= FirstOfIPv4 and <= LastOfIPv4
            : address.IsIPv6Multicast;
    }

    public override string ToString() => Interface.Length > 0 ? $"{Address}%{Interface}" : Address.ToString();
}
