using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Transports;

/// <summary>One header of the user's own.</summary>
public sealed record WebSocketHeader(string Name, string Value)
{
    private static readonly SearchValues<char> Token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Those of the upgrade itself, and those that would make a body where none is.</summary>
    private static readonly string[] Taken = ["Host", "Upgrade", "Connection", "Content-Length", "Transfer-Encoding"];

    public static bool TryParse(string text, [NotNullWhen(true)] out WebSocketHeader? header, [NotNullWhen(false)] out ParseProblem? problem)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (name, value) = colon < 0 ? ("", "") : (text[..colon], text[(colon + 1)..].Trim(' ', '\t'));
        problem = !IsToken(name) || value.Any(character => character is (< ' ' or > '~') and not '\t') ? new(ParseProblemKind.WebSocketHeader, text)
            : Taken.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("Sec-WebSocket-", StringComparison.OrdinalIgnoreCase) ? new(ParseProblemKind.WebSocketHeaderTaken, name)
            : null;
        header = problem is null ? new WebSocketHeader(name, value) : null;
        return header is not null;
    }

    /// <summary>True for the name of a subprotocol, which is a token (RFC 6455 section 4.1).</summary>
    public static bool TryParseProtocol(string text, [NotNullWhen(true)] out string? protocol, [NotNullWhen(false)] out ParseProblem? problem)
    {
        (protocol, problem) = IsToken(text) ? (text, (ParseProblem?)null) : (null, new ParseProblem(ParseProblemKind.WebSocketProtocol, text));
        return protocol is not null;
    }

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Token);
}
