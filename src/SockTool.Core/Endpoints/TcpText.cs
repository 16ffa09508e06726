namespace SockTool.Core.Endpoints;

/// <summary>Reads <c>PORT</c>, <c>HOST:PORT</c>, <c>[V6]:PORT</c>, and the same in two words.</summary>
internal static class TcpText
{
    public static EndpointReading Read(string word, EndpointRole role) => word switch
    {
        _ when HasUser(word) => new(ParseProblemKind.AddressHasUser, ""),
        "" or [':', not ':', ..] or ":" => new(ParseProblemKind.HostEmpty, word),
        _ when LacksBrackets(word) => new(ParseProblemKind.IPv6NeedsBrackets, word),
        _ when Split(word) is var (host, port) => Read(host, port, role),
        _ when role == EndpointRole.Accept && IsMeantAsPort(word) => Read(TcpEndpoint.EveryAddress, word, role),
        _ when PortText.IsNumber(word) => new(PortText.TryParse(word, role, out var _, out var problem) ? new ParseProblem(ParseProblemKind.HostMissing, word) : problem),
        _ => Read(word, "", role),
    };

    public static EndpointReading Read(string host, string port, EndpointRole role)
    {
        var isBracketed = host.StartsWith('[');
        var bare = isBracketed && host.EndsWith(']') ? host[1..^1] : host;
        var wrongHost = isBracketed ? CheckBracketed(bare) : CheckHost(bare, role);
        return HasUser(host) || HasUser(port) ? new(ParseProblemKind.AddressHasUser, "")
            : wrongHost is not null ? new(wrongHost)
            : port.Length == 0 ? new(ParseProblemKind.PortMissing, host)
            : PortText.TryParse(port, role, out var number, out var wrongPort) ? new(new TcpEndpoint(bare, number))
            : new(wrongPort);
    }

    /// <summary>Whether a first word of two has its port already: <c>host:80</c> and <c>[::1]:80</c>; not <c>::1</c> or <c>[::1]</c>.</summary>
    public static bool HasPort(string word) => Split(word) is ({ Length: > 0 }, { Length: > 0 });

    /// <summary>Splits at the only colon, or at the one after a closing bracket; more colons without brackets are never a port's.</summary>
    private static (string Host, string Port)? Split(string word)
    {
        var colon = word.StartsWith('[')
            ? word.IndexOf("]:", StringComparison.Ordinal) + 1
            : word.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && !word.AsSpan(colon + 1).Contains(':') ? (word[..colon], word[(colon + 1)..]) : null;
    }

    private static bool HasUser(string text) => text.Contains('@', StringComparison.Ordinal);

    private static bool LacksBrackets(string word) =>
        StrictAddress.IsIPv6(word) || StrictAddress.IsIPv6(word.AsSpan(0, Math.Max(0, word.LastIndexOf(':'))));

    private static bool IsMeantAsPort(string word) =>
        (char.IsAsciiDigit(word[0]) && !word.Contains('.', StringComparison.Ordinal)) || ServiceNames.TryFind(word, out _);

    private static ParseProblem? CheckBracketed(string address) =>
        StrictAddress.IsIPv6(address) ? null : new(ParseProblemKind.IPv6Malformed, address);

    private static ParseProblem? CheckHost(string host, EndpointRole role) => host switch
    {
        TcpEndpoint.EveryAddress => role == EndpointRole.Accept ? null : new(ParseProblemKind.HostNotDialable, host),
        _ => HostText.Check(host),
    };
}
