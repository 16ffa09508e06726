using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using SockTool.Core.Endpoints;

namespace SockTool.Core.Values;

/// <summary>Text with escapes: in, as the payload a user types; out, as bytes of the peer's made safe for a terminal.</summary>
public static class EscapedText
{
    private static readonly SearchValues<byte> ShortlyEscaped = SearchValues.Create("\n\r\t\0\\\""u8);

    /// <summary>True with the bytes: <c>\n \r \t \0 \\ \xHH</c> each make one, all else is UTF-8. Any other backslash is a problem.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out byte[]? bytes, [NotNullWhen(false)] out ParseProblem? problem)
    {
        var read = new ArrayBufferWriter<byte>(text.Length + 1);
        var at = 0;
        while (at < text.Length)
        {
            var plain = text.AsSpan(at).IndexOf('\\') is var length and >= 0 ? length : text.Length - at;
            Encoding.UTF8.GetBytes(text.AsSpan(at, plain), read);
            at += plain;
            if (at == text.Length)
            {
                break;
            }

            var (value, taken) = ReadEscape(text, at);
            if (value is null)
            {
                (bytes, problem) = (null, new(ParseProblemKind.EscapeUnknown, text.Substring(at, Math.Min(taken, text.Length - at))));
                return false;
            }

            read.Write([value.Value]);
            at += taken;
        }

        (bytes, problem) = (read.WrittenSpan.ToArray(), null);
        return true;
    }

    /// <summary>
    /// Printable characters as they are, every byte of anything else as <c>\xNN</c>. Printable is what Python's str.isprintable
    /// calls so: the space, and no other separator, control, format, surrogate, private or unassigned character (CVE-2004-1484).
    /// A backslash stays one backslash: this is for reading, not for <see cref="TryParse"/>.
    /// </summary>
    public static string Printable(ReadOnlySpan<byte> bytes) => Written(bytes, @"\");

    /// <summary>As <see cref="Printable(ReadOnlySpan{byte})"/> with each backslash doubled: <see cref="TryParse"/> reads it back, and no two texts become the same.</summary>
    public static string Escaped(ReadOnlySpan<byte> bytes) => Written(bytes, @"\\");

    /// <summary>What stands between two quotation marks for <see cref="TryParseQuoted"/>: short escapes where there are some, and each line end as one.</summary>
    public static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 2);
        while (bytes.IndexOfAny(ShortlyEscaped) is var at && at >= 0)
        {
            text.Append(Printable(bytes[..at])).Append('\\').Append((char)bytes[at] switch { '\n' => 'n', '\r' => 'r', '\t' => 't', '\0' => '0', var itself => itself });
            bytes = bytes[(at + 1)..];
        }

        return text.Append(Printable(bytes)).ToString();
    }

    /// <summary>The reverse of <see cref="Quoted"/> with the quotation marks around it: the escapes of <see cref="TryParse"/>, and <c>\"</c>. No problem is told of what is not one text in quotation marks.</summary>
    public static bool TryParseQuoted(string text, [NotNullWhen(true)] out byte[]? bytes, out ParseProblem? problem)
    {
        (bytes, problem) = (null, null);
        return text is ['"', .., '"'] && EndOfQuoted(text) == text.Length - 1 && TryParse(text[1..^1].Replace("\\\"", @"\x22", StringComparison.Ordinal), out bytes, out problem);
    }

    private static string Written(ReadOnlySpan<byte> bytes, string backslash)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var isValid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
            if (isValid && rune.Value == '\\')
            {
                text.Append(backslash);
            }
            else if (isValid && IsPrintable(rune))
            {
                text.Append(rune);
            }
            else
            {
                foreach (var value in bytes[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
                }
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <inheritdoc cref="Printable(ReadOnlySpan{byte})"/>
    public static string Printable(string text) => Printable(Encoding.UTF8.GetBytes(text));

    /// <summary>Where the quotation mark stands that ends what the first one begins; -1 where there is none.</summary>
    private static int EndOfQuoted(string text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '"':
                    return at;
                case '\\':
                    at++;
                    break;
            }
        }

        return -1;
    }

    private static (byte? Value, int Length) ReadEscape(string text, int at) => text.AsSpan(at + 1) switch
    {
        ['n', ..] => ((byte)'\n', 2),
        ['r', ..] => ((byte)'\r', 2),
        ['t', ..] => ((byte)'\t', 2),
        ['0', ..] => ((byte)0, 2),
        ['\\', ..] => ((byte)'\\', 2),
        ['x', ..] => (HexText.TryReadPair(text, at + 2, out var pair) ? pair : null, 4),
        [var high, var low, ..] when char.IsSurrogatePair(high, low) => (null, 3),
        _ => (null, 2),
    };

    private static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
