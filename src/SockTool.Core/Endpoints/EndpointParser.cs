using System.Diagnostics.CodeAnalysis;

namespace SockTool.Core.Endpoints;

/// <summary>Reads the addresses of the command line (CLI.md, "Addresses"): every form, and nothing that is nearly one.</summary>
public static class EndpointParser
{
    /// <summary>Reads one address from all of <paramref name="words"/>.</summary>
    /// <param name="words">One word, or a host and a port.</param>
    /// <param name="role">What the endpoint is for.</param>
    /// <param name="endpoint">The endpoint, when it is one.</param>
    /// <param name="problem">Otherwise the first thing that is wrong, from the left.</param>
    public static bool TryParse(
        IReadOnlyList<string> words,
        EndpointRole role,
        [NotNullWhen(true)] out Endpoint? endpoint,
        [NotNullWhen(false)] out ParseProblem? problem)
    {
        var reading = words switch
        {
            [] => new(ParseProblemKind.NothingGiven, ""),
            [var word] => ReadWord(word, role),
            [var host, var port] => ReadPair(host, port, role),
            [_, _, var surplus, ..] => new(ParseProblemKind.TooManyWords, surplus),
        };
        (endpoint, problem) = (reading.Endpoint, reading.Problem);
        return endpoint is not null && problem is null;
    }

    /// <summary>Whether a word that can be accepted at names no address at all: <c>50000</c>, <c>tls://:8443</c>, and so means every one.</summary>
    public static bool ImpliesEveryAddress(string word)
    {
        var rest = EndpointScheme.Of(word)?.Rest ?? word;
        return rest.StartsWith(':') || rest.Split('/', '?', '#')[0] is var authority && !authority.Contains(':', StringComparison.Ordinal) && !authority.Contains(HostEndpoint.EveryAddress, StringComparison.Ordinal);
    }

    private static EndpointReading ReadWord(string word, EndpointRole role) => EndpointScheme.Of(word) switch
    {
        { Name: "tcp", Rest: var rest } => TcpText.Read(rest, role),
        { Name: "udp", Rest: var rest } => UriText.Udp(rest, role),
        { Name: "tls", Rest: var rest } => UriText.Tls(rest, role),
        { Name: "ws", Rest: var rest } => UriText.WebSocket(rest, role),
        { Name: "wss", Rest: var rest } => UriText.SecureWebSocket(rest, role),
        { Name: "unix", Rest: var rest } => UnixPathText.Read(word, rest),
        { Name: "tls+unix", Rest: var rest } => UriText.TlsOverUnix(word, rest),
        { Name: ExecEndpoint.Scheme } when OperatingSystem.IsWindows() => new(ParseProblemKind.SchemeNotSupported, ExecEndpoint.Scheme),
        { Name: ExecEndpoint.Scheme, Rest: var rest } when role == EndpointRole.Dial => ReadCommand(rest),
        { Name: ExecEndpoint.Scheme } => new(ParseProblemKind.ProgramNotAccepting, word),
        { Name: DescriptorEndpoint.Scheme, Rest: var rest } => DescriptorEndpoint.Read(word, rest),
        { Name: var unknown } => new(ParseProblemKind.SchemeUnknown, unknown),
        null when word is ConsoleEndpoint.Word => new(new ConsoleEndpoint()),
        null => TcpText.Read(word, role),
    };

    private static EndpointReading ReadCommand(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var program, .. var arguments]
        ? new(new ExecEndpoint(program, arguments))
        : new(ParseProblemKind.ProgramEmpty, text);

    /// <summary>Two words are a host and a port, unless the first is an address already.</summary>
    private static EndpointReading ReadPair(string host, string port, EndpointRole role) =>
        EndpointScheme.Of(host) is not null || TcpText.HasPort(host)
            ? ReadWord(host, role) is { Problem: { } problem } ? new(problem) : new(ParseProblemKind.TooManyWords, port)
            : TcpText.Read(host, port, role);
}
