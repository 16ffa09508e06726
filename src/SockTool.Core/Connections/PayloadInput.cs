namespace SockTool.Core.Connections;

/// <summary>Bytes that are known from the start, given out once. Empty, it is the input that has nothing to say.</summary>
public sealed class PayloadInput(ReadOnlyMemory<byte> payload) : IInput
{
    private ReadOnlyMemory<byte> rest = payload;

    public static PayloadInput Empty => new(ReadOnlyMemory<byte>.Empty);

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = Math.Min(buffer.Length, rest.Length);
        rest[..count].CopyTo(buffer);
        rest = rest[count..];
        return ValueTask.FromResult(count);
    }
}
