namespace SockTool.Core.Connections;

/// <summary>What is left of a datagram when a read had less room than it needs: kept for the reads after it, never cut.</summary>
internal sealed class DatagramPieces
{
    private ReadOnlyMemory<byte> rest;

    public bool IsEmpty => rest.IsEmpty;

    /// <summary>The first piece of a whole datagram.</summary>
    public int TakeFrom(ReadOnlyMemory<byte> datagram, Span<byte> buffer)
    {
        rest = datagram;
        return Take(buffer);
    }

    public int Take(Span<byte> buffer) => Rest.MoveInto(buffer, ref rest);
}
