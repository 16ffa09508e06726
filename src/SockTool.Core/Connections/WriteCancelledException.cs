namespace SockTool.Core.Connections;

/// <summary>A write that was cancelled after some of its bytes were taken.</summary>
public sealed class WriteCancelledException(int transferred, CancellationToken cancellation) : OperationCanceledException(cancellation)
{
    public int Transferred => transferred;
}
