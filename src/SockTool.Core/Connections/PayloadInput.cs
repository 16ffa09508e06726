namespace SockTool.Core.Connections;

/// <summary>Bytes that are known from the start, given out once, message by message. Without any it is the input that has nothing to say.</summary>
public sealed class PayloadInput(params IReadOnlyList<ReadOnlyMemory<byte>> messages) : IMessageInput, IReadable
{
    private ReadOnlyMemory<byte> rest;
    private int next;

    public static PayloadInput Empty => new();

    /// <summary>A message of no bytes is no end.</summary>
    public bool HasEnded { get; private set; }

    public bool IsReadable => true;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        HasEnded = rest.IsEmpty && next == messages.Count;
        if (rest.IsEmpty && !HasEnded)
        {
            rest = messages[next++];
        }

        return ValueTask.FromResult(Rest.MoveInto(buffer.Span, ref rest));
    }
}
