using System.Diagnostics.CodeAnalysis;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Values;

/// <summary>Bytes as pairs of hexadecimal digits: <c>dead</c>, <c>DE AD</c>, <c>de:ad</c>, the lines of <c>xxd -p</c>.</summary>
public static class HexText
{
    /// <summary>True with the bytes, none for an empty text. Between two pairs: nothing, white space, or one colon.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out ParseProblem? problem)
    {
        var read = new List<byte>(text.Length / 2);
        var at = 0;
        while (at < text.Length)
        {
            at = read.Count == 0 ? 0 : SkipSeparator(text, at);
            if (!TryReadPair(text, at, out var value))
            {
                (bytes, problem) = (null, text[at..] is [var last] && char.IsAsciiHexDigit(last)
                    ? new(ParseProblemKind.HexOdd, text)
                    : new(ParseProblemKind.HexMalformed, text.Substring(at, Math.Min(2, text.Length - at))));
                return false;
            }

            read.Add(value);
            at += 2;
        }

        (bytes, problem) = (read.ToArray(), null);
        return true;
    }

    internal static bool TryReadPair(string text, int at, out byte value)
    {
        var isPair = at + 1 < text.Length && char.IsAsciiHexDigit(text[at]) && char.IsAsciiHexDigit(text[at + 1]);
        value = isPair ? Convert.FromHexString(text.AsSpan(at, 2))[0] : (byte)0;
        return isPair;
    }

    private static int SkipSeparator(string text, int at)
    {
        if (text[at] == ':')
        {
            return at + 1;
        }

        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
