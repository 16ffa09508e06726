using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SockTool.Core.Values;

namespace SockTool.Core.Connections;

/// <summary>
/// Answers with a template: <c>{message}</c> <c>{bytes}</c> <c>{peer}</c> <c>{n}</c>. Around a name two braces are one, so that <c>{{n}}</c>
/// is no field and <c>{{{n}}}</c> is one in braces; other braces stay as they are, so that JSON can be written as it is.
/// A UTF-8 character that a read splits (RFC 3629) waits for its other half, so that no answer holds a torn one.
/// </summary>
public sealed partial class TemplateReply(string template, string peer) : IReply
{
    /// <summary>The names that are filled.</summary>
    public static readonly IReadOnlyList<string> Fields = ["message", "bytes", "peer", "n"];

    private ReadOnlyMemory<byte> held;
    private int number;

    public ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> message)
    {
        byte[] whole = [.. held.Span, .. message.Span];
        var torn = Utf8Tail.Torn(whole);
        held = whole.AsMemory(whole.Length - torn);
        return message.IsEmpty || torn < whole.Length ? Fill(whole.AsSpan(0, whole.Length - torn)) : ReadOnlyMemory<byte>.Empty;
    }

    public ReadOnlyMemory<byte> ToTheRest()
    {
        var rest = held;
        held = default;
        return rest.IsEmpty ? ReadOnlyMemory<byte>.Empty : Fill(rest.Span);
    }

    /// <summary>The first name in braces that is no field's; null where all are.</summary>
    public static string? UnknownIn(string template) => Names().Matches(template)
        .Where(match => match.Value is not ['{', '{', not '{', ..])
        .Select(match => match.Value.Trim('{', '}'))
        .FirstOrDefault(name => !Fields.Contains(name, StringComparer.Ordinal));

    private ReadOnlyMemory<byte> Fill(ReadOnlySpan<byte> message)
    {
        number++;
        var answer = new ArrayBufferWriter<byte>();
        var at = 0;
        foreach (var match in Names().EnumerateMatches(template))
        {
            Write(answer, template.AsSpan(at, match.Index - at));
            WriteOne(answer, template.AsSpan(match.Index, match.Length), message);
            at = match.Index + match.Length;
        }

        Write(answer, template.AsSpan(at));
        return answer.WrittenMemory;
    }

    private void WriteOne(ArrayBufferWriter<byte> answer, ReadOnlySpan<char> written, ReadOnlySpan<byte> message)
    {
        switch (written)
        {
            case "{message}":
                answer.Write(message);
                break;
            case "{bytes}":
                Write(answer, message.Length.ToString(CultureInfo.InvariantCulture));
                break;
            case "{peer}":
                Write(answer, peer);
                break;
            case "{n}":
                Write(answer, number.ToString(CultureInfo.InvariantCulture));
                break;
            case ['{', '{', '{', ..]:
                Write(answer, "{");
                WriteOne(answer, written[2..^2], message);
                Write(answer, "}");
                break;
            case ['{', '{', ..]:
                Write(answer, written[1..^1]);
                break;
            default:
                Write(answer, written);
                break;
        }
    }

    private static void Write(ArrayBufferWriter<byte> answer, ReadOnlySpan<char> text) =>
        answer.Advance(Encoding.UTF8.GetBytes(text, answer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));

    [GeneratedRegex(@"\{\{\{[A-Za-z]+\}\}\}|\{\{[A-Za-z]+\}\}|\{[A-Za-z]+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
