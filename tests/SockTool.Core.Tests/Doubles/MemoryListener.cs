using System.Threading.Channels;
using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Doubles;

/// <summary>A listener whose clients and accidents the test provides.</summary>
internal sealed class MemoryListener : IListener
{
    private readonly Channel<IConnection> clients = Channel.CreateUnbounded<IConnection>();
    private readonly Queue<Failure> failures = [];

    public BoundAddress Address { get; } = new("memory", "memory", null, 1);

    public bool IsClosed { get; private set; }

    public int Accepts { get; private set; }

    /// <summary>The next accept fails so.</summary>
    public void Fail(Failure failure) => failures.Enqueue(failure);

    /// <summary>A client connects; its side of the connection.</summary>
    public MemoryConnection Connect()
    {
        var (accepted, client) = MemoryConnection.Pair();
        Assert.True(clients.Writer.TryWrite(accepted));
        return client;
    }

    public async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation)
    {
        Accepts++;
        return failures.TryDequeue(out var failure) ? throw new FailureException(failure) : await clients.Reader.ReadAsync(cancellation);
    }

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
