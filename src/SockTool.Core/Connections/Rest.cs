namespace SockTool.Core.Connections;

/// <summary>What is left of something that is given out read by read.</summary>
public static class Rest
{
    /// <summary>Moves as much of it into <paramref name="buffer"/> as that holds. How much that was.</summary>
    public static int MoveInto(Span<byte> buffer, ref ReadOnlyMemory<byte> rest)
    {
        var count = Math.Min(buffer.Length, rest.Length);
        rest.Span[..count].CopyTo(buffer);
        rest = rest[count..];
        return count;
    }
}
