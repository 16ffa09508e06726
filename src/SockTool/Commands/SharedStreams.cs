using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>This side's streams for the sessions of a server: its own for a single one, shared out among several.</summary>
internal sealed class SharedStreams : IDisposable
{
    private readonly LocalEnds ends;
    private readonly InputBroadcast? broadcast;
    private readonly CancellationTokenSource over;
    private readonly Task reading;

    public SharedStreams(LocalEnds ends, ServingSettings serving, IClientEnds clients, Stopper run)
    {
        this.ends = ends;
        over = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
        broadcast = serving.SharesStreams && clients.ReadsInput ? new InputBroadcast(ends.Input) : null;
        Output = serving.SharesStreams ? new SharedOutput(ends.Output) : ends.Output;
        reading = broadcast?.RunAsync(over.Token) ?? Task.CompletedTask;
    }

    public IOutput Output { get; }

    /// <summary>The input for one more session. Dispose it when the session is over.</summary>
    public JoinedInput JoinInput() => new(broadcast?.Join() ?? ends.Input);

    public void Dispose()
    {
        over.Cancel();
        over.Dispose();
        _ = reading;
    }

    /// <summary>An input that leaves the broadcast when it is disposed.</summary>
    internal sealed class JoinedInput(IInput inner) : IInput, IDisposable
    {
        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => inner.ReadAsync(buffer, cancellation);

        public void Dispose() => (inner as InputBroadcast.Subscription)?.Dispose();
    }
}
