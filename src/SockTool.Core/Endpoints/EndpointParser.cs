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

    private static EndpointReading ReadWord(string word, EndpointRole role) => EndpointScheme.Of(word) switch
    {
        { IsTcp: true, Rest: var rest } => TcpText.Read(rest, role),
        { IsUnix: true, Rest: var rest } => UnixPathText.Read(word, rest),
        { IsPlanned: true, Name: var name } => new(ParseProblemKind.SchemeNotSupported, name),
        { Name: var name } => new(ParseProblemKind.SchemeUnknown, name),
        null when word is "-" => new(ParseProblemKind.SchemeNotSupported, word),
        null => TcpText.Read(word, role),
    };

    /// <summary>Two words are a host and a port, unless the first is an address already.</summary>
    private static EndpointReading ReadPair(string host, string port, EndpointRole role) =>
        EndpointScheme.Of(host) is not null || TcpText.HasPort(host)
            ? ReadWord(host, role) is { Problem: { } problem } ? new(problem) : new(ParseProblemKind.TooManyWords, port)
            : TcpText.Read(host, port, role);
}
