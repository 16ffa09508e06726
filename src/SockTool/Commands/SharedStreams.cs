using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>This side's streams for the sessions of a server: its own for a single one, shared out among several.</summary>
internal sealed class SharedStreams : IAsyncDisposable
{
    private readonly LocalEnds ends;
    private readonly Func<IInput?> payloads;
    private readonly InputBroadcast? broadcast;
    private readonly CancellationTokenSource over;
    private readonly Task reading;

    public SharedStreams(LocalEnds ends, ServingSettings serving, IClientEnds clients, Stopper run)
    {
        this.ends = ends;
        over = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
        payloads = serving.SharesStreams ? ends.FreshPayload : () => null;
        broadcast = serving.SharesStreams && clients.ReadsInput && payloads() is null ? new InputBroadcast(ends.Input) : null;
        Output = serving.SharesStreams ? new SharedOutput(ends.Output) : ends.Output;
        reading = broadcast?.RunAsync(over.Token) ?? Task.CompletedTask;
    }

    public IOutput Output { get; }

    /// <summary>Bytes that were read from our input and that no client was there for.</summary>
    public long NotGiven => broadcast?.Pending ?? 0;

    /// <summary>The input for one more session. Dispose it when the session is over.</summary>
    public JoinedInput JoinInput()
    {
        if (broadcast is null)
        {
            return new JoinedInput(payloads() ?? ends.Input, leave: null);
        }

        var subscription = broadcast.Join();
        return new JoinedInput(subscription, subscription);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await reading;
        over.Dispose();
    }

    /// <summary>An input that leaves the broadcast when it is disposed.</summary>
    internal sealed class JoinedInput(IInput inner, IDisposable? leave) : IInput, IAbandonable, IDeparture, IDisposable
    {
        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => inner.ReadAsync(buffer, cancellation);

        public long Abandon() => (inner as IAbandonable)?.Abandon() ?? 0;

        public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) =>
            inner is IDeparture departure ? departure.WaitForDepartureAsync(cancellation) : Never.DepartsAsync(cancellation);

        public void Dispose() => leave?.Dispose();
    }
}
