using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Inherited;

/// <summary>A listener in name: somebody else has accepted its only client.</summary>
internal sealed class OnlyConnection(SocketConnection connection, BoundAddress address) : IListener, IFileNumber
{
    private int taken;

    public BoundAddress Address => address;

    public int MostClients => 1;

    public bool HasWaiting => Volatile.Read(ref taken) == 0;

    public int Descriptor => connection.Descriptor;

    public ValueTask<IConnection> AcceptAsync(CancellationToken cancellation) => Interlocked.Exchange(ref taken, 1) == 0
        ? ValueTask.FromResult<IConnection>(connection)
        : ValueTask.FromException<IConnection>(new FailureException(new Failure(FailureKind.NobodyConnected, Operation.Inherit) { Subject = address.Name }));

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref taken, 1) == 0 ? connection.DisposeAsync() : ValueTask.CompletedTask;
}
