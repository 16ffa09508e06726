using SockTool.Core.Endpoints;
using SockTool.Core.Transports.Faults;

namespace SockTool;

/// <summary>English: what is wrong with a text of the user's.</summary>
internal sealed partial class EnglishMessages
{
    public override string WrongAddress(ParseProblem problem) => Describe(problem);

    public override string WrongValue(string option, ParseProblem problem) => $"{option}: {Describe(problem)}";

    public override string? HintFor(ParseProblem problem) => problem.Kind switch
    {
        ParseProblemKind.NothingGiven => "an address is a port (50000), HOST:PORT, HOST PORT, [V6]:PORT or unix:PATH",
        ParseProblemKind.AddressHasUser => "leave out the @ and what is before it",
        ParseProblemKind.HostMissing => $"write the host too: 127.0.0.1:{Safe(problem.Part)}",
        ParseProblemKind.PortMissing when IsList(problem) => "ports are written 80, 20-25 or 20-25,80",
        ParseProblemKind.PortMissing => $"write the port too: {Safe(problem.Part)}:50000",
        ParseProblemKind.PortOutOfRange => "a port is a number from 0 to 65535, and 0 is only to listen at",
        ParseProblemKind.IPv6NeedsBrackets => "an IPv6 address and a port are written [::1]:50000",
        ParseProblemKind.HostLooksNumeric => "an IPv4 address is four decimal numbers from 0 to 255 without leading zeros",
        ParseProblemKind.DescriptorMalformed => "an inherited socket is written fd:3",
        ParseProblemKind.TlsParameterUnknown => "TLS is told ca, cert, key, client-ca, server-name, alpn, min, pin or insecure",
        ParseProblemKind.ProxySchemeUnknown => "a proxy is written socks5://HOST:PORT, socks4://HOST:PORT or http://HOST:PORT",
        ParseProblemKind.ProxyPasswordInAddress => "put it in SOCK_PROXY_PASSWORD, or in a file for --proxy-password-file",
        ParseProblemKind.WebSocketTarget => "escape other characters as %XX",
        ParseProblemKind.MulticastMalformed => "a group is written 239.1.2.3 or ff02::1234, with its interface 239.1.2.3%eth0",
        ParseProblemKind.DurationMalformed or ParseProblemKind.DurationOutOfRange => "durations are written 250ms, 1.5s, 2m, 1h or none; the longest is 24 days",
        ParseProblemKind.SizeMalformed or ParseProblemKind.SizeNotWhole or ParseProblemKind.SizeOutOfRange => "sizes are written 512, 64KiB, 10MB or 1GiB",
        ParseProblemKind.NetworkHasHost => HintForNetwork(problem),
        ParseProblemKind.PrefixLengthMalformed => "networks are written 10.0.0.0/8 or 2001:db8::/32",
        ParseProblemKind.AddressHasZone => "leave out the % and what is behind it",
        ParseProblemKind.FaultUnknown => $"the faults are {string.Join(", ", FaultText.Names)}",
        ParseProblemKind.ValueMissing => HintForValue(problem.Part),
        ParseProblemKind.ShareMalformed => "a share is written 0.01 or 1%, above 0 and up to 1 or 100%",
        ParseProblemKind.LatencyMalformed => "a latency is written 80ms, or 80ms~20ms with a jitter that is not larger than it",
        ParseProblemKind.EscapeUnknown => @"the escapes are \n \r \t \0 \\ and \xHH",
        ParseProblemKind.FileNameField => "the fields are {n}, {peer} and {time}; a brace itself is written {{ or }}",
        ParseProblemKind.OptionUnknown => "sock connect HOST PORT --show-options shows the names this system has",
        _ => null,
    };

    private static bool IsList(ParseProblem problem) => problem.Part.Contains(',', StringComparison.Ordinal);

    private static string Describe(ParseProblem problem)
    {
        var part = $"\"{Safe(problem.Part)}\"";
        return problem.Kind switch
        {
            ParseProblemKind.NothingGiven => "an address is missing",
            ParseProblemKind.TooManyWords => $"{part} is one word too many",
            ParseProblemKind.AddressHasUser => "an address has no user",
            ParseProblemKind.HostMissing => $"{part} is a port without a host",
            ParseProblemKind.HostEmpty => $"the host in {part} is empty",
            ParseProblemKind.HostTooLong => $"the host {part} is longer than 255 characters",
            ParseProblemKind.HostLooksNumeric => $"{part} looks like an address and is none",
            ParseProblemKind.HostForbiddenCharacter => $"a host name cannot have {part} in it",
            ParseProblemKind.HostBadLabel => $"{part} cannot be a part of a host name",
            ParseProblemKind.HostNotDialable => $"{part} is every address, which cannot be dialled",
            ParseProblemKind.IPv6Malformed => $"{part} is not an IPv6 address",
            ParseProblemKind.IPv6NeedsBrackets => $"{part} needs brackets around the IPv6 address",
            ParseProblemKind.PortMissing when IsList(problem) => $"a port is missing beside a comma of {part}",
            ParseProblemKind.PortMissing => $"{part} has no port",
            ParseProblemKind.PortUnknown => $"{part} is neither a port nor a known service",
            ParseProblemKind.PortOutOfRange => $"port {part} is out of range",
            ParseProblemKind.SchemeUnknown => $"{part} is not a transport",
            ParseProblemKind.ProgramNotAccepting => $"{part} is a program to start, and accepts nobody",
            ParseProblemKind.ProgramEmpty => "exec: needs a program",
            ParseProblemKind.StreamsOfRelay => $"{part} is standard input and output, which only relay takes as an end",
            ParseProblemKind.SchemeNotSupported => $"{part} is not supported by this version",
            ParseProblemKind.DescriptorMalformed => $"{part} names no descriptor",
            ParseProblemKind.UnixPathEmpty => $"the path in {part} is empty",
            ParseProblemKind.UnixPathTooLong => $"the path {part} is longer than a Unix socket address can hold",
            ParseProblemKind.UnixPathHasNul => $"the path {part} has a zero byte in it",
            ParseProblemKind.UnixAbstractNotOnThisSystem => $"abstract name {part}: only Linux has those",
            ParseProblemKind.TlsParameterUnknown => $"{part} is nothing that TLS can be told",
            ParseProblemKind.TlsParameterTwice => $"{part} is given more than once",
            ParseProblemKind.TlsInsecureMalformed => $"insecure stands alone or is 1, and not {part}",
            ParseProblemKind.TlsVersionUnknown => $"{part} is neither 1.2 nor 1.3",
            ParseProblemKind.TlsPinMalformed => $"{part} is not sha256: and 64 hexadecimal digits",
            ParseProblemKind.TlsAlpnMalformed => $"{part} is not a list of protocol names",
            ParseProblemKind.TlsAlpnTooLong => $"the protocol names from {part} on are longer together than a handshake can hold",
            ParseProblemKind.WebSocketTarget => $"{part} is not a path of printable ASCII",
            ParseProblemKind.WebSocketFragment => $"a WebSocket address has no fragment: {part}",
            ParseProblemKind.WebSocketProtocol => $"{part} cannot be the name of a protocol",
            ParseProblemKind.WebSocketHeader => $"{part} is not NAME: VALUE in printable ASCII",
            ParseProblemKind.WebSocketHeaderTaken => $"{part} is sent by the upgrade itself",
            ParseProblemKind.ProxySchemeUnknown => $"{part} is no kind of proxy",
            ParseProblemKind.ProxyPasswordInAddress => "a password does not belong in a proxy's address, where everybody can see it",
            ParseProblemKind.ProxyUserMalformed => $"{part} cannot be a user's name",
            ParseProblemKind.MulticastMalformed => $"{part} is not a multicast address",
            ParseProblemKind.DurationMalformed => $"{part} is not a duration",
            ParseProblemKind.DurationOutOfRange => $"the duration {part} is out of range",
            ParseProblemKind.SizeMalformed => $"{part} is not a size",
            ParseProblemKind.SizeNotWhole => $"{part} is not a whole number of bytes",
            ParseProblemKind.SizeOutOfRange => $"the size {part} is out of range",
            ParseProblemKind.EscapeUnknown => $"{part} is not an escape",
            ParseProblemKind.FileNameField => $"{part} begins with no field",
            ParseProblemKind.HexMalformed => $"{part} is not hexadecimal",
            ParseProblemKind.HexOdd => $"{part} has an odd number of hexadecimal digits",
            ParseProblemKind.OptionUnknown => $"{part} is not a socket option",
            ParseProblemKind.OptionNotOnThisSystem => $"this system has no socket option {part}",
            ParseProblemKind.ValueMissing => $"{part} needs =VALUE",
            ParseProblemKind.OptionValueNotFlag => $"{part} is neither on nor off",
            ParseProblemKind.OptionValueNotNumber => $"{part} is not a whole number",
            ParseProblemKind.OptionValueOutOfRange => $"{part} is out of range",
            ParseProblemKind.OptionRawMalformed => $"{part} is not LEVEL:NUMBER=VALUE",
            ParseProblemKind.FaultUnknown => $"{part} is not a fault",
            ParseProblemKind.FaultTakesNothing => $"{part} takes no value",
            ParseProblemKind.ShareMalformed => $"{part} is not a share of all bytes",
            ParseProblemKind.LatencyMalformed => $"{part} is not a latency",
            _ => DescribeAccess(problem, part) ?? part,
        };
    }
}
