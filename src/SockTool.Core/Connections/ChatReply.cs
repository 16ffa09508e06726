using System.Buffers;
using System.Text;
using SockTool.Core.Values;

namespace SockTool.Core.Connections;

/// <summary>Where a line of a client's ends.</summary>
public enum LineBorder
{
    /// <summary>LF or CR LF.</summary>
    LineEnd,

    /// <summary>The same, and the end of each read: a datagram is whole.</summary>
    Message,
}

/// <summary>
/// Makes lines with their speaker's name of what a client says. Nothing in them but printable characters, spaces and tabs, as
/// <see cref="EscapedText.Printable(ReadOnlySpan{byte})"/> has it, so that no line can pass for somebody else's (CVE-2004-1484).
/// A line of more than 8 KiB goes on in the next.
/// </summary>
public sealed class ChatReply(string prefix, LineBorder border) : IReply
{
    private const int LongestLine = 8 * 1024;

    private readonly byte[] start = Encoding.UTF8.GetBytes(prefix);
    private readonly ArrayBufferWriter<byte> begun = new();

    public ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> message)
    {
        var lines = new ArrayBufferWriter<byte>();
        var rest = message.Span;
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Add(lines, rest[..end]);
            EndLine(lines);
            rest = rest[(end + 1)..];
        }

        Add(lines, rest);
        if (border == LineBorder.Message && (begun.WrittenCount > 0 || message.IsEmpty))
        {
            EndLine(lines);
        }

        return lines.WrittenMemory;
    }

    public ReadOnlyMemory<byte> ToTheRest()
    {
        var lines = new ArrayBufferWriter<byte>();
        if (begun.WrittenCount > 0)
        {
            EndLine(lines);
        }

        return lines.WrittenMemory;
    }

    private void Add(ArrayBufferWriter<byte> lines, ReadOnlySpan<byte> part)
    {
        begun.Write(part);
        while (begun.WrittenCount > LongestLine)
        {
            var piece = begun.WrittenSpan[..LongestLine];
            piece = piece[..^Utf8Tail.Torn(piece)];
            var over = begun.WrittenSpan[piece.Length..].ToArray();
            Say(lines, piece);
            begun.ResetWrittenCount();
            begun.Write(over);
        }
    }

    private void EndLine(ArrayBufferWriter<byte> lines)
    {
        var line = begun.WrittenSpan;
        Say(lines, line is [.., (byte)'\r'] ? line[..^1] : line);
        begun.ResetWrittenCount();
    }

    private void Say(ArrayBufferWriter<byte> lines, ReadOnlySpan<byte> text)
    {
        lines.Write(start);
        while (text.IndexOf((byte)'\t') is >= 0 and var tab)
        {
            Encoding.UTF8.GetBytes(EscapedText.Printable(text[..tab]), lines);
            lines.Write("\t"u8);
            text = text[(tab + 1)..];
        }

        Encoding.UTF8.GetBytes(EscapedText.Printable(text), lines);
        lines.Write("\n"u8);
    }
}
