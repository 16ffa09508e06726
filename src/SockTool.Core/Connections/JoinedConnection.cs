namespace SockTool.Core.Connections;

/// <summary>A separate input and output seen as one connection: standard streams, files, payloads.</summary>
public sealed class JoinedConnection(string name, IInput input, IOutput output) : IConnection, IDeparture
{
    public string Name => name;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => input.ReadAsync(buffer, cancellation);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => output.WriteAsync(bytes, cancellation);

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => output.CompleteWritesAsync(cancellation);

    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) =>
        output is IDeparture departure ? departure.WaitForDepartureAsync(cancellation) : Never.Departs;

    public ValueTask DisposeAsync()
    {
        (input as IDisposable)?.Dispose();
        (output as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
