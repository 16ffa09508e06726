namespace SockTool.Core.Connections;

/// <summary>A write that was cancelled after some of its bytes were taken.</summary>
public sealed class WriteCancelledException(int transferred, CancellationToken cancellation) : OperationCanceledException(cancellation)
{
    public int Transferred => transferred;

    /// <summary>How many bytes a write had taken when it was cancelled.</summary>
    public static int TakenBefore(OperationCanceledException cancelled) => (cancelled as WriteCancelledException)?.Transferred ?? 0;
}
