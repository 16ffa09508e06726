using System.Buffers;
using System.Globalization;
using System.Text;
using SockTool.Core.Values;

namespace SockTool.Core.Connections;

/// <summary>
/// Answers with a template: <c>{message}</c> <c>{bytes}</c> <c>{peer}</c> <c>{n}</c>; other braces stay as they are.
/// A UTF-8 character that a read splits (RFC 3629) waits for its other half, so that no answer holds a torn one.
/// </summary>
public sealed class TemplateReply(string template, string peer) : IReply
{
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

    private ReadOnlyMemory<byte> Fill(ReadOnlySpan<byte> message)
    {
        number++;
        var answer = new ArrayBufferWriter<byte>();
        for (var rest = template.AsSpan(); !rest.IsEmpty;)
        {
            rest = rest[WriteNext(answer, rest, message)..];
        }

        return answer.WrittenMemory;
    }

    /// <summary>Writes the text up to the next field, or the field that stands here; the count of template characters used.</summary>
    private int WriteNext(ArrayBufferWriter<byte> answer, ReadOnlySpan<char> rest, ReadOnlySpan<byte> message)
    {
        switch (rest)
        {
            case ['{', 'm', 'e', 's', 's', 'a', 'g', 'e', '}', ..]:
                answer.Write(message);
                return "{message}".Length;
            case ['{', 'b', 'y', 't', 'e', 's', '}', ..]:
                Write(answer, message.Length.ToString(CultureInfo.InvariantCulture));
                return "{bytes}".Length;
            case ['{', 'p', 'e', 'e', 'r', '}', ..]:
                Write(answer, peer);
                return "{peer}".Length;
            case ['{', 'n', '}', ..]:
                Write(answer, number.ToString(CultureInfo.InvariantCulture));
                return "{n}".Length;
            default:
                var next = rest[1..].IndexOf('{');
                var text = next < 0 ? rest : rest[..(next + 1)];
                Write(answer, text);
                return text.Length;
        }
    }

    private static void Write(ArrayBufferWriter<byte> answer, ReadOnlySpan<char> text) =>
        answer.Advance(Encoding.UTF8.GetBytes(text, answer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
