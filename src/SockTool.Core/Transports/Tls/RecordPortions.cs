using System.Buffers.Binary;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Tls;

/// <summary>
/// One record of TLS at a time (RFC 8446 section 5.1). The framework decrypts all it has been given before it hands anything
/// on: given a good record and a bad one together, it would throw, and the good one's bytes would be lost.
/// </summary>
internal sealed class RecordPortions : IPortions
{
    private const int HeaderLength = 5;
    private const int LengthAt = 3;

    private readonly byte[] header = new byte[HeaderLength];
    private int ofHeader;
    private int ofBody;

    public int Next(ReadOnlySpan<byte> available)
    {
        var count = ofBody > 0 ? 0 : ReadHeader(available);
        var body = Math.Min(ofBody, available.Length - count);
        ofBody -= body;
        return count + body;
    }

    private int ReadHeader(ReadOnlySpan<byte> available)
    {
        var count = Math.Min(HeaderLength - ofHeader, available.Length);
        available[..count].CopyTo(header.AsSpan(ofHeader));
        ofHeader += count;
        if (ofHeader == HeaderLength)
        {
            (ofHeader, ofBody) = (0, BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(LengthAt)));
        }

        return count;
    }
}
