using System.Buffers.Binary;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>
/// Where the frames of a stream begin and end, and their headers (RFC 6455 section 5.2). It judges nothing: after a header
/// that breaks the rules nobody reads on.
/// </summary>
internal sealed class FrameBorders : IPortions
{
    private const int Smallest = 2;
    private const int Largest = 14;
    private const int LengthOrMask = 1;
    private const int Masked = 0x80;
    private const int MaskLength = 4;
    private const int LengthIn16Bits = 126;
    private const int LengthIn64Bits = 127;

    private readonly byte[] header = new byte[Largest];
    private int passed;

    /// <summary>Bytes of this frame's payload that are still to come; 0 in a header.</summary>
    public long Payload { get; private set; }

    // Bytes up to the next border: the end of the payload, or of as much of the header as is known to be one.
    private long ToBorder => Payload > 0 ? Payload : HeaderLength - passed;

    private int HeaderLength => passed < Smallest ? Smallest : Smallest + LengthLength + ((header[LengthOrMask] & Masked) != 0 ? MaskLength : 0);

    private int LengthLength => (header[LengthOrMask] & ~Masked) switch
    {
        LengthIn16Bits => sizeof(ushort),
        LengthIn64Bits => sizeof(ulong),
        _ => 0,
    };

    /// <summary>No more than up to the next border.</summary>
    public int Next(ReadOnlySpan<byte> available)
    {
        var count = (int)Math.Min(available.Length, ToBorder);
        Pass(available[..count]);
        return count;
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        if (Payload > 0)
        {
            Payload -= bytes.Length;
            return;
        }

        bytes.CopyTo(header.AsSpan(passed));
        passed += bytes.Length;
        if (passed >= Smallest && passed == HeaderLength)
        {
            Payload = LengthLength switch
            {
                sizeof(ushort) => BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(Smallest)),
                sizeof(ulong) => BinaryPrimitives.ReadInt64BigEndian(header.AsSpan(Smallest)),
                _ => header[LengthOrMask] & ~Masked,
            };
            passed = 0;
        }
    }
}
