namespace SockTool.Core.Connections;

/// <summary>A separate input and output seen as one connection: standard streams, files, payloads. It borrows them: whoever opened them closes them.</summary>
public sealed class JoinedConnection(string name, IInput input, IOutput output) : IConnection, IDeparture, IReadable, IAbandonable
{
    public string Name => name;

    public IInput Input => input;

    public IOutput Output => output;

    public bool IsReadable => input is IReadable { IsReadable: true };

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => input.ReadAsync(buffer, cancellation);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => output.WriteAsync(bytes, cancellation);

    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => output.CompleteWritesAsync(cancellation);

    public async Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) =>
        await await Task.WhenAny(Departure.OfAsync(input, cancellation), Departure.OfAsync(output, cancellation));

    public long Abandon() => (input as IAbandonable)?.Abandon() ?? 0;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
