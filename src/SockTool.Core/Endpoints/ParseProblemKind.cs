namespace SockTool.Core.Endpoints;

/// <summary>What is wrong with a text; each kind says what <see cref="ParseProblem.Part"/> holds.</summary>
public enum ParseProblemKind
{
    /// <summary>No words at all. Part: empty.</summary>
    NothingGiven,

    /// <summary>The address is complete before this word. Part: the first surplus word.</summary>
    TooManyWords,

    /// <summary>A user before an <c>@</c>, maybe with a password. Part: empty, as it may be a secret.</summary>
    AddressHasUser,

    /// <summary>A port alone where a host is needed. Part: the port.</summary>
    HostMissing,

    /// <summary>The text before the port is empty. Part: the whole word.</summary>
    HostEmpty,

    /// <summary>More than a DNS name can hold (RFC 1035 §3.1). Part: the host.</summary>
    HostTooLong,

    /// <summary>Made of numbers, yet not four decimal parts of 0 to 255 without leading zeros. Part: the host.</summary>
    HostLooksNumeric,

    /// <summary>A character no host name has. Part: that character.</summary>
    HostForbiddenCharacter,

    /// <summary>An empty label, one over 63 octets, or one that begins or ends with a hyphen (RFC 5890 §2.3.1). Part: the label.</summary>
    HostBadLabel,

    /// <summary><c>*</c> is to accept at, not to dial. Part: the host.</summary>
    HostNotDialable,

    /// <summary>Brackets or colons, yet no IPv6 address (RFC 4291 §2.2). Part: the address.</summary>
    IPv6Malformed,

    /// <summary>An IPv6 address in one word needs brackets: its last group could be the port. Part: the word.</summary>
    IPv6NeedsBrackets,

    /// <summary>A host without a port, or a list of ports with nothing on one side of a comma. Part: the host, which has no comma, or the list.</summary>
    PortMissing,

    /// <summary>Neither a number nor a known service name. Part: the port.</summary>
    PortUnknown,

    /// <summary>Above 65535, or 0 to dial. Part: the port.</summary>
    PortOutOfRange,

    /// <summary>No transport has this name. Part: the scheme without its colon.</summary>
    SchemeUnknown,

    /// <summary>A transport that this version does not speak, here or on this system. Part: the scheme without its colon.</summary>
    SchemeNotSupported,

    /// <summary>The standard streams, where only a relay takes them. Part: <c>-</c>.</summary>
    StreamsOfRelay,

    /// <summary>A program is started, and does not accept, part: the whole word; or none is named.</summary>
    ProgramNotAccepting,
    ProgramEmpty,

    /// <summary>Not a whole number after <c>fd:</c>. Part: the word.</summary>
    DescriptorMalformed,

    /// <summary>Nothing after <c>unix:</c> or <c>unix:@</c>. Part: the word.</summary>
    UnixPathEmpty,

    /// <summary>More octets of UTF-8 than <c>sun_path</c> holds. Part: the path.</summary>
    UnixPathTooLong,

    /// <summary>A NUL inside the path: the kernel would stop there. Part: the path.</summary>
    UnixPathHasNul,

    /// <summary>Abstract names are Linux's alone. Part: the name.</summary>
    UnixAbstractNotOnThisSystem,

    /// <summary>Nothing TLS can be told has this name. Part: the name.</summary>
    TlsParameterUnknown,

    /// <summary>Said before, and not to be said twice. Part: the name.</summary>
    TlsParameterTwice,

    /// <summary>Neither nothing nor 1. Part: the value.</summary>
    TlsInsecureMalformed,

    /// <summary>Neither 1.2 nor 1.3. Part: the version.</summary>
    TlsVersionUnknown,

    /// <summary>Not <c>sha256:</c> and 64 hexadecimal digits. Part: the pin.</summary>
    TlsPinMalformed,

    /// <summary>An empty protocol name, or one over 255 octets (RFC 7301 §3.1). Part: the list.</summary>
    TlsAlpnMalformed,

    /// <summary>More protocol names than a handshake can hold: 63 KiB with an octet for the length of each (RFC 7301 §3.1). Part: the first name.</summary>
    TlsAlpnTooLong,

    /// <summary>A character that no request target has (RFC 9112 §3.2). Part: the target.</summary>
    WebSocketTarget,

    /// <summary>A fragment, which a WebSocket without TLS has no use for. Part: the fragment.</summary>
    WebSocketFragment,

    /// <summary>Not a name as HTTP has them (RFC 9110 §5.6.2). Part: the name.</summary>
    WebSocketProtocol,

    /// <summary>Not <c>NAME: VALUE</c> in printable ASCII. Part: the text.</summary>
    WebSocketHeader,

    /// <summary>A header that the upgrade itself is made of. Part: its name.</summary>
    WebSocketHeaderTaken,

    /// <summary>No proxy speaks this. Part: the scheme, or the text where it has none, without what may be a password.</summary>
    ProxySchemeUnknown,

    /// <summary>A proxy's password in its address. Part: empty.</summary>
    ProxyPasswordInAddress,

    /// <summary>An empty, over-long or unprintable user. Part: the user.</summary>
    ProxyUserMalformed,

    /// <summary>Not <c>GROUP</c> or <c>GROUP%IF</c> with a multicast address. Part: the text.</summary>
    MulticastMalformed,

    /// <summary>A name or something else where only an address can stand. Part: that text.</summary>
    AddressExpected,

    /// <summary>A zone (RFC 4007 §11), which is no part of what peers are told apart by. Part: the address with it.</summary>
    AddressHasZone,

    /// <summary>No plain number of 0 to 32, for IPv6 128, behind the slash. Part: the whole text.</summary>
    PrefixLengthMalformed,

    /// <summary>Bits are set behind the prefix, so that it is unclear what is meant. Part: the whole text.</summary>
    NetworkHasHost,

    /// <summary>A range from IPv4 to IPv6 or the other way. Part: the range.</summary>
    RangeOfTwoFamilies,

    /// <summary>A range whose first address or port is above its last. Part: the range.</summary>
    RangeBackwards,

    /// <summary>Not the form of a duration. Part: the text.</summary>
    DurationMalformed,

    /// <summary>Negative, or more than a timer can hold. Part: the text.</summary>
    DurationOutOfRange,

    /// <summary>Not the form of a size. Part: the text.</summary>
    SizeMalformed,

    /// <summary>Not a whole number of bytes. Part: the text.</summary>
    SizeNotWhole,

    /// <summary>Negative, or over 2^63 - 1 bytes. Part: the text.</summary>
    SizeOutOfRange,

    /// <summary>A backslash before something else than an escape. Part: the backslash and what follows.</summary>
    EscapeUnknown,

    /// <summary>A brace that begins no field of a file's name. Part: the brace and what follows.</summary>
    FileNameField,

    /// <summary>Not pairs of hexadecimal digits. Part: where it goes wrong; or, where the last digit stands alone, the text.</summary>
    HexMalformed,
    HexOdd,

    /// <summary>No socket option has this name. Part: the name.</summary>
    OptionUnknown,

    /// <summary>This system has no such socket option. Part: the option's full name.</summary>
    OptionNotOnThisSystem,

    /// <summary>A name of something that needs <c>=VALUE</c>. Part: the name, a socket option's full one, or the raw <c>LEVEL:NUMBER</c>.</summary>
    ValueMissing,

    /// <summary>The value is none of on, off, yes, no, true, false, 1, 0. Part: the value.</summary>
    OptionValueNotFlag,

    /// <summary>The value is not a whole number. Part: the value.</summary>
    OptionValueNotNumber,

    /// <summary>The value does not fit the option. Part: the value.</summary>
    OptionValueOutOfRange,

    /// <summary>Level and number of a raw option are not two whole numbers. Part: the <c>LEVEL:NUMBER</c>.</summary>
    OptionRawMalformed,

    /// <summary>No fault has this name, or it takes no value. Part: the name.</summary>
    FaultUnknown,
    FaultTakesNothing,

    /// <summary>Not a share above 0 and up to 1 or 100%. Part: the text.</summary>
    ShareMalformed,

    /// <summary>A delay of nothing or without an end, or a jitter larger than it. Part: the text.</summary>
    LatencyMalformed,
}
