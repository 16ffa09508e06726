namespace SockTool.Core.Endpoints;

/// <summary>Reads what follows the scheme of the transports that are written as URIs.</summary>
internal static class UriText
{
    public static EndpointReading Udp(string rest, EndpointRole role) =>
        Authority(rest, role).Then(at => new(new UdpEndpoint(at.Host, at.Port)));

    public static EndpointReading Tls(string rest, EndpointRole role)
    {
        var (authority, query) = Cut(rest, '?');
        return Authority(authority, role).Then(at => OverTls(at, query));
    }

    public static EndpointReading TlsOverUnix(string word, string rest)
    {
        var (path, query) = Cut(rest, '?');
        return UnixPathText.Read(word, path) is { Endpoint: { } at } ? OverTls(at, query) : UnixPathText.Read(word, path);
    }

    /// <summary>The query is the server's; what TLS is told stands in the fragment, which has no other meaning here (RFC 6455 section 3).</summary>
    public static EndpointReading WebSocket(string rest, EndpointRole role)
    {
        var (address, fragment) = Cut(rest, '#');
        return fragment.Length > 0 ? new(ParseProblemKind.WebSocketFragment, fragment) : Split(address, role, WebSocketEndpoint.UsualPort, at => new(at));
    }

    public static EndpointReading SecureWebSocket(string rest, EndpointRole role)
    {
        var (address, fragment) = Cut(rest, '#');
        return Split(address, role, WebSocketEndpoint.UsualSecurePort, at => OverTls(at, fragment));
    }

    private static EndpointReading OverTls(Endpoint carrier, string query) =>
        TlsParameterText.ReadQuery(query, out var parameters) is { } problem ? new(problem) : new(new TlsEndpoint(carrier, parameters));

    private static EndpointReading Split(string address, EndpointRole role, int usualPort, Func<TcpEndpoint, EndpointReading> carry)
    {
        var end = address.IndexOfAny(['/', '?']);
        var (authority, target) = end < 0 ? (address, "/") : (address[..end], address[end] == '/' ? address[end..] : $"/{address[end..]}");
        if (target.Any(character => character is <= ' ' or > '~'))
        {
            return new(ParseProblemKind.WebSocketTarget, target);
        }

        return Authority(WithPort(authority, role, usualPort), role).Then(at => carry(at) is { Endpoint: { } carrier } ? new(new WebSocketEndpoint(carrier, target)) : carry(at));
    }

    // To dial, a URI of these schemes needs no port; to accept, a lone word is one. Who writes the colon means to write one.
    private static string WithPort(string authority, EndpointRole role, int usualPort) =>
        role == EndpointRole.Dial && authority is [.., not ':'] && TcpText.Read(authority, role) is { Problem.Kind: ParseProblemKind.PortMissing }
            ? $"{authority}:{usualPort}"
            : authority;

    /// <summary>As an address without a scheme; in a URI an empty host to accept at is every address.</summary>
    private static EndpointReading Authority(string text, EndpointRole role) =>
        TcpText.Read(role == EndpointRole.Accept && text.StartsWith(':') && !text.StartsWith("::", StringComparison.Ordinal) ? $"{HostEndpoint.EveryAddress}{text}" : text, role);

    private static EndpointReading Then(this EndpointReading reading, Func<TcpEndpoint, EndpointReading> next) =>
        reading.Endpoint is TcpEndpoint at ? next(at) : reading;

    private static (string Before, string After) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
    }
}
