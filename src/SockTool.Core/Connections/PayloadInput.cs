namespace SockTool.Core.Connections;

/// <summary>Bytes that are known from the start, given out once. Empty, it is the input that has nothing to say.</summary>
public sealed class PayloadInput(ReadOnlyMemory<byte> payload) : IMessageInput
{
    private ReadOnlyMemory<byte> rest = payload;
    private bool isGiven;

    public static PayloadInput Empty => new(ReadOnlyMemory<byte>.Empty) { isGiven = true };

    /// <summary>A payload of no bytes is an empty message, once.</summary>
    public bool HasEnded { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        HasEnded = isGiven && count == 0;
        isGiven = true;
        return ValueTask.FromResult(count);
    }
}
