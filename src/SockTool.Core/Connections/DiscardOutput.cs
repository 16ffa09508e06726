namespace SockTool.Core.Connections;

/// <summary>Takes everything and keeps nothing.</summary>
public sealed class DiscardOutput : IOutput
{
    public static DiscardOutput Instance { get; } = new();

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
}
