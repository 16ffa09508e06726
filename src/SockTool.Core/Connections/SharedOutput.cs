namespace SockTool.Core.Connections;

/// <summary>
/// One output for many sessions: a whole write goes out before another session's does, and no session ends it for the others.
/// Of a write that was given up half-way the rest goes out before the next, so that no line of another's is torn.
/// </summary>
public sealed class SharedOutput(IOutput inner) : IOutput, IDeparture, IDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private ReadOnlyMemory<byte> rest;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            await FinishAsync(cancellation);
            await inner.WriteAsync(bytes, cancellation);
        }
        catch (WriteCancelledException some) when (some.Transferred > 0)
        {
            rest = bytes[some.Transferred..].ToArray();
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) => Departure.OfAsync(inner, cancellation);

    public void Dispose() => turn.Dispose();

    private async ValueTask FinishAsync(CancellationToken cancellation)
    {
        if (rest.IsEmpty)
        {
            return;
        }

        try
        {
            await inner.WriteAsync(rest, cancellation);
            rest = ReadOnlyMemory<byte>.Empty;
        }
        catch (WriteCancelledException some)
        {
            rest = rest[some.Transferred..];
            throw new WriteCancelledException(0, cancellation);
        }
        catch (FailureException failed)
        {
            throw new FailureException(failed.Failure);
        }
    }
}
