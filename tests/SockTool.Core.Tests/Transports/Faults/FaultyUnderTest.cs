using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports.Faults;

namespace SockTool.Core.Tests.Transports.Faults;

/// <summary>A connection with faults on it, and the client at its other end.</summary>
internal sealed class FaultyUnderTest : IAsyncDisposable
{
    private readonly MemoryConnection near;

    public FaultyUnderTest(TimeProvider clock, int seed, int number, params Fault[] faults)
    {
        (near, Client) = MemoryConnection.Pair(room: 1024);
        Session = new FaultySession(near, new FaultSettings { All = faults, Seed = seed }, number, clock);
        Connection = LayeredConnection.Over(near, Session.Over((near, near)));
    }

    public FaultySession Session { get; }

    public LayeredConnection Connection { get; }

    public MemoryConnection Client { get; }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await near.DisposeAsync();
        await Client.DisposeAsync();
    }
}
