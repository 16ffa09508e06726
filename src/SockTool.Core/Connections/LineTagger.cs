using System.Buffers;
using System.Globalization;
using System.Text;

namespace SockTool.Core.Connections;

/// <summary>Where a line is over beside at its line feed.</summary>
public enum LineSource
{
    /// <summary>At the end of the stream.</summary>
    Stream,

    /// <summary>At the end of every message.</summary>
    Messages,
}

/// <summary>
/// Puts the number of a client and a tab before each of its lines, so that cut(1) and awk(1) can tell them apart. What is
/// no whole line yet is held back. All other bytes stay as they are, a carriage return too.
/// </summary>
public sealed class LineTagger(int client, LineSource source)
{
    /// <summary>The most bytes of a line that are held back, without the line feed; a longer line goes out in pieces, each tagged and ended.</summary>
    public const int LongestLine = 1024 * 1024;

    private const byte LineFeed = (byte)'\n';

    private readonly byte[] tag = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{client}\t"));
    private ArrayBufferWriter<byte>? begun;

    /// <summary>The count of bytes held back.</summary>
    public int Held => begun?.WrittenCount ?? 0;

    /// <summary>The lines that are whole with <paramref name="bytes"/>; empty where none is.</summary>
    public ReadOnlyMemory<byte> Take(ReadOnlySpan<byte> bytes)
    {
        if (source == LineSource.Stream && !bytes.Contains(LineFeed) && Held + bytes.Length <= LongestLine)
        {
            Hold(bytes);
            return ReadOnlyMemory<byte>.Empty;
        }

        var lines = new ArrayBufferWriter<byte>(Held + bytes.Length + tag.Length + 1);
        var rest = bytes;
        while (rest.IndexOf(LineFeed) is var end and >= 0)
        {
            EndLine(lines, Shortened(lines, rest[..end]));
            rest = rest[(end + 1)..];
        }

        Hold(Shortened(lines, rest));
        if (source == LineSource.Messages && (Held > 0 || bytes.IsEmpty))
        {
            EndLine(lines, []);
        }

        return lines.WrittenMemory;
    }

    /// <summary>What is held back, as a line; empty where nothing is.</summary>
    public ReadOnlyMemory<byte> TakeRest()
    {
        if (Held == 0)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        var line = new ArrayBufferWriter<byte>(Held + tag.Length + 1);
        EndLine(line, []);
        return line.WrittenMemory;
    }

    /// <summary>The end of <paramref name="text"/> that can still be one line, after pieces for what comes before it.</summary>
    private ReadOnlySpan<byte> Shortened(ArrayBufferWriter<byte> lines, ReadOnlySpan<byte> text)
    {
        while (Held + text.Length > LongestLine)
        {
            var room = LongestLine - Held;
            EndLine(lines, text[..room]);
            text = text[room..];
        }

        return text;
    }

    private void Hold(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            (begun ??= new ArrayBufferWriter<byte>()).Write(text);
        }
    }

    private void EndLine(ArrayBufferWriter<byte> lines, ReadOnlySpan<byte> text)
    {
        lines.Write(tag);
        if (begun is not null)
        {
            lines.Write(begun.WrittenSpan);
            begun = null;
        }

        lines.Write(text);
        lines.Write([LineFeed]);
    }
}
