using System.Buffers.Binary;

namespace SockTool.Core.Connections;

/// <summary>How messages stand in a stream.</summary>
public enum Framing
{
    /// <summary>Each is a line: what ends it is the LF, which is no part of it.</summary>
    Line,

    /// <summary>Before each stands its length in two bytes, network order, as in DNS over TCP (RFC 1035 section 4.2.2) and RFC 4571.</summary>
    Length,
}

/// <summary>Messages to bytes and back. Nothing here is truncated: what cannot be said is refused.</summary>
internal static class Frames
{
    public const int Header = 2;

    /// <summary>A message as it stands in the stream; null where it cannot: a line has no LF inside.</summary>
    public static byte[]? Put(ReadOnlySpan<byte> message, Framing framing)
    {
        if (framing == Framing.Length)
        {
            var frame = new byte[Header + message.Length];
            BinaryPrimitives.WriteUInt16BigEndian(frame, (ushort)message.Length);
            message.CopyTo(frame.AsSpan(Header));
            return frame;
        }

        // Datagrams of text often bring their line end with them.
        var line = message is [.., (byte)'\n'] ? message[..^1] : message;
        return line.Contains((byte)'\n') ? null : [.. line, (byte)'\n'];
    }

    /// <summary>The first message of <paramref name="bytes"/> with the bytes that its frame takes; null while it is not whole.</summary>
    public static (Range Message, int Frame)? Take(ReadOnlySpan<byte> bytes, Framing framing)
    {
        if (framing == Framing.Line)
        {
            var end = bytes.IndexOf((byte)'\n');
            return end < 0 ? null : (..end, end + 1);
        }

        if (bytes.Length < Header)
        {
            return null;
        }

        var whole = Header + BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return bytes.Length < whole ? null : (Header..whole, whole);
    }
}
