namespace SockTool.Core.Connections;

/// <summary>One output for many sessions: a whole read goes out before another session's does, and no session ends it for the others.</summary>
public sealed class SharedOutput(IOutput inner) : IOutput, IDeparture, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await inner.WriteAsync(bytes, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) =>
        inner is IDeparture departure ? departure.WaitForDepartureAsync(cancellation) : Never.DepartsAsync(cancellation);

    public void Dispose() => turn.Dispose();
}
