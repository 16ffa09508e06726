using System.Buffers;
using System.Globalization;
using System.Text;

namespace SockTool.Core.Connections;

/// <summary>
/// Answers with a template: <c>{message}</c> <c>{bytes}</c> <c>{peer}</c> <c>{n}</c>; other braces stay as they are.
/// A UTF-8 character that a read splits (RFC 3629) waits for its other half, so that no answer holds a torn one.
/// </summary>
public sealed class TemplateReply(string template, string peer) : IReply
{
    private const int LongestCharacter = 4;

    private ReadOnlyMemory<byte> held;
    private int number;

    public ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> message)
    {
        byte[] whole = [.. held.Span, .. message.Span];
        var torn = TornTail(whole);
        held = whole.AsMemory(whole.Length - torn);
        return message.IsEmpty || torn < whole.Length ? Fill(whole.AsSpan(0, whole.Length - torn)) : ReadOnlyMemory<byte>.Empty;
    }

    public ReadOnlyMemory<byte> ToTheRest()
    {
        var rest = held;
        held = default;
        return rest.IsEmpty ? ReadOnlyMemory<byte>.Empty : Fill(rest.Span);
    }

    /// <summary>How many bytes at the end begin a UTF-8 character that is not whole yet: 0 to 3.</summary>
    public static int TornTail(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length < LongestCharacter && length <= bytes.Length; length++)
        {
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return length;
            }
        }

        return 0;
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
