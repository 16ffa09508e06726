using System.Threading.Channels;
using SockTool.Core.Connections;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Doubles;

/// <summary>A listener whose clients and accidents the test provides.</summary>
internal sealed class MemoryListener : IListener
{
    private readonly Channel<Func<IConnection>> coming = Channel.CreateUnbounded<Func<IConnection>>();

    public BoundAddress Address { get; } = new("memory", "memory", null, 1);

    public bool IsClosed { get; private set; }

    public int Accepts { get; private set; }

    /// <summary>After those who connected before, an accept fails so.</summary>
    public void Fail(Failure failure) => Assert.True(coming.Writer.TryWrite(() => throw new FailureException(failure)));

    /// <summary>A client connects; its side of the connection.</summary>
    /// <param name="from">Its address.</param>
    public MemoryConnection Connect(string from = "far")
    {
        var (accepted, client) = MemoryConnection.Pair(far: from);
        Assert.True(coming.Writer.TryWrite(() => accepted));
        return client;
    }

    public async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation)
    {
        Accepts++;
        var next = await coming.Reader.ReadAsync(cancellation);
        return next();
    }

    public ValueTask DisposeAsync()
    {
        IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
