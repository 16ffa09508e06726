using SockTool.Core.Connections;

namespace SockTool.Core.Tests.Doubles;

/// <summary>An input that gives these pieces, never two of them in one read, and then ends.</summary>
internal sealed class PiecesInput(IEnumerable<byte[]> pieces) : IInput
{
    private readonly Queue<byte[]> pieces = new(pieces.Where(piece => piece.Length > 0));
    private ReadOnlyMemory<byte> current;

    public int Reads { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        Reads++;
        if (current.IsEmpty && pieces.TryDequeue(out var next))
        {
            current = next;
        }

        var count = Math.Min(buffer.Length, current.Length);
        current[..count].CopyTo(buffer);
        current = current[count..];
        return ValueTask.FromResult(count);
    }
}
