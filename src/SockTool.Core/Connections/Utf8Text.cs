using System.Text.Unicode;
using SockTool.Core.Values;

namespace SockTool.Core.Connections;

/// <summary>Cuts a stream of bytes into texts: a character that a write splits is kept together (RFC 6455 section 5.6).</summary>
internal sealed class Utf8Text
{
    private byte[] rest = [];

    /// <summary>How many bytes wait for the rest of their character.</summary>
    public int Waiting => rest.Length;

    /// <summary>As many whole characters as there are by now.</summary>
    /// <exception cref="FailureException">It is not UTF-8.</exception>
    public ReadOnlyMemory<byte> Add(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlyMemory<byte> all = rest.Length == 0 ? bytes : (byte[])[.. rest, .. bytes.Span];
        var whole = all[..^Utf8Tail.Torn(all.Span)];
        if (!Utf8.IsValid(whole.Span))
        {
            throw NotUtf8(whole.Span);
        }

        rest = all[whole.Length..].ToArray();
        return whole;
    }

    /// <exception cref="FailureException">The last character lacks something.</exception>
    public void End()
    {
        if (rest.Length > 0)
        {
            throw NotUtf8(rest);
        }
    }

    private static FailureException NotUtf8(ReadOnlySpan<byte> bytes)
    {
        while (System.Text.Rune.DecodeFromUtf8(bytes, out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            bytes = bytes[length..];
        }

        var found = Convert.ToHexString(bytes[..Math.Min(bytes.Length, Utf8Tail.LongestCharacter)]);
        return new FailureException(new Failure(FailureKind.NotText, Operation.Write) { Found = found });
    }
}
