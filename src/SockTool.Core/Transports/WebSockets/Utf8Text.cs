using System.Text.Unicode;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>Cuts a stream of bytes into texts: a character that a write splits is kept together (RFC 6455 section 5.6).</summary>
internal sealed class Utf8Text
{
    private const int LongestCharacter = 4;

    private byte[] rest = [];

    /// <summary>How many bytes wait for the rest of their character.</summary>
    public int Waiting => rest.Length;

    /// <summary>As many whole characters as there are by now.</summary>
    /// <exception cref="FailureException">It is not UTF-8.</exception>
    public ReadOnlyMemory<byte> Add(ReadOnlyMemory<byte> bytes)
    {
        ReadOnlyMemory<byte> all = rest.Length == 0 ? bytes : (byte[])[.. rest, .. bytes.Span];
        var whole = all[..^CutAtEnd(all.Span)];
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

    /// <summary>How many bytes at the end begin a character and do not end it.</summary>
    private static int CutAtEnd(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back < LongestCharacter && back <= bytes.Length; back++)
        {
            switch (bytes[^back])
            {
                case >= 0xf0 and <= 0xf4 when back < 4:
                case >= 0xe0 and < 0xf0 when back < 3:
                case >= 0xc2 and < 0xe0 when back < 2:
                    return back;
                case < 0x80 or >= 0xc0:
                    return 0;
            }
        }

        return 0;
    }

    private static FailureException NotUtf8(ReadOnlySpan<byte> bytes)
    {
        while (System.Text.Rune.DecodeFromUtf8(bytes, out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            bytes = bytes[length..];
        }

        var found = Convert.ToHexString(bytes[..Math.Min(bytes.Length, LongestCharacter)]);
        return new FailureException(new Failure(FailureKind.NotText, Operation.Write) { Found = found });
    }
}
