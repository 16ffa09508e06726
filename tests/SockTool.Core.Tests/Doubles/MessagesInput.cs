using SockTool.Core.Connections;

namespace SockTool.Core.Tests.Doubles;

/// <summary>An input of messages, also empty ones, each in one read, and then the end.</summary>
internal sealed class MessagesInput(params IEnumerable<string> messages) : IMessageInput
{
    private readonly Queue<string> messages = new(messages);

    public bool HasEnded { get; private set; }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        HasEnded = !messages.TryDequeue(out var message);
        (message ?? "").Latin1().CopyTo(buffer);
        return ValueTask.FromResult(message?.Length ?? 0);
    }
}
