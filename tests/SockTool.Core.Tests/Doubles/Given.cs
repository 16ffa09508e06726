using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Dials a connection that is there already, or binds a listener that is.</summary>
internal sealed class Given(IConnection? connection, IListener? listener = null) : IConnector, IBinder
{
    /// <summary>Binds a listener to which <paramref name="connection"/> comes, and then nobody any more.</summary>
    public static Given Accepted(IConnection connection) => new(null, new OfOne(connection));

    public IConnector TellingTo(ITransportObserver observer) => this;

    public ValueTask<IConnection> ConnectAsync(CancellationToken cancellation) => ValueTask.FromResult(connection!);

    public ValueTask<IListener> BindAsync(CancellationToken cancellation) => ValueTask.FromResult(listener!);

    private sealed class OfOne(IConnection connection) : IListener
    {
        private readonly Queue<IConnection> coming = new([connection]);

        public BoundAddress Address { get; } = new("memory", "memory", null, 1);

        public async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation)
        {
            if (coming.TryDequeue(out var only))
            {
                return only;
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException("nobody comes");
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
