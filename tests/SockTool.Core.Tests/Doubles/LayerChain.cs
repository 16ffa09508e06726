using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Tls;
using SockTool.Core.Transports.WebSockets;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Two ends in memory under the same tower of floors.</summary>
internal sealed class LayerChain : IAsyncDisposable
{
    private static readonly SocketSettings Usual = new();
    private static readonly TcpEndpoint Somewhere = new("memory", 1);

    // A layer over an end that is open already only borrows it.
    private readonly Stack<IConnection> all = new();

    private LayerChain() => (Near, Far) = MemoryConnection.Pair();

    public IConnection Near { get; private set; }

    public IConnection Far { get; private set; }

    public static async Task<LayerChain> OfAsync(IEnumerable<Floor> floors)
    {
        var chain = new LayerChain();
        foreach (var floor in floors)
        {
            chain.Put(Over(chain.Near, floor.Near), Over(chain.Far, floor.Far));
            await chain.SpeakAsync(floor.Spoken);
        }

        return chain;
    }

    public async ValueTask DisposeAsync()
    {
        while (all.TryPop(out var end))
        {
            await end.DisposeAsync();
        }
    }

    private Task SpeakAsync(Speech speech) => speech switch
    {
        Speech.Tls => JoinAsync(
            new TlsBinder(Given.Accepted(Far), new TlsEndpoint(Somewhere, new TlsParameters()), Usual),
            at => new TlsConnector(new Given(Near), new TlsEndpoint(Somewhere, new TlsParameters { Pins = at.Pin }), Usual)),
        Speech.WebSocket => JoinAsync(
            new WebSocketBinder(Given.Accepted(Far), new WebSocketEndpoint(Somewhere, "/"), Usual),
            _ => new WebSocketConnector(new Given(Near), new WebSocketEndpoint(Somewhere, "/"), Usual)),
        _ => Task.CompletedTask,
    };

    private async Task JoinAsync(IBinder binder, Func<BoundAddress, IConnector> connector)
    {
        await using var listener = await binder.BindAsync(CancellationToken.None);
        var accepting = listener.AcceptAsync(CancellationToken.None).AsTask();
        var dialled = await connector(listener.Address).ConnectAsync(CancellationToken.None);
        Put(dialled, await accepting);
    }

    private void Put(IConnection near, IConnection far)
    {
        (Near, Far) = (near, far);
        all.Push(near);
        all.Push(far);
    }

    private static IConnection Over(IConnection below, Layer layer) => layer switch
    {
        Layer.Paced => LayeredConnection.Over(below, (new PacedInput(below, Fast(), Passing.Bytes), new PacedOutput(below, Fast(), Passing.Bytes))),
        Layer.PacedTwice => LayeredConnection.Over(below, (new PacedInput(new PacedInput(below, Fast(), Passing.Bytes), Fast(), Passing.Bytes), below)),
        Layer.Bare => LayeredConnection.Over(below, (below, below)),
        _ => below,
    };

    private static TokenBucket Fast() => new(TokenBucket.MostRate, TimeProvider.System);
}

/// <summary>What each end has to itself, and over it what both must speak.</summary>
internal sealed record Floor(Layer Near, Layer Far, Speech Spoken);

internal enum Layer
{
    None,
    Bare,
    Paced,
    PacedTwice,
}

internal enum Speech
{
    None,
    Tls,
    WebSocket,
}
