using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>Opens an endpoint: connect(2) and all that goes before it. Throws <see cref="FailureException"/>.</summary>
public interface IConnector
{
    /// <summary>The same connector, which keeps what it has read and tells <paramref name="observer"/> of what it does.</summary>
    IConnector TellingTo(ITransportObserver observer);

    /// <summary>Reads the files that connecting needs, once, so that what is wrong with them is told before anybody is bothered.</summary>
    ValueTask PrepareAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask<IConnection> ConnectAsync(CancellationToken cancellation);
}

/// <summary>Takes an endpoint for itself: bind(2) and listen(2). Throws <see cref="FailureException"/>.</summary>
public interface IBinder
{
    ValueTask<IListener> BindAsync(CancellationToken cancellation);
}

/// <summary>A bound endpoint that accepts connections: accept(2). Disposing it refuses whoever comes later.</summary>
public interface IListener : IAsyncDisposable
{
    /// <summary>Where it listens really: port 0 is answered by the system.</summary>
    BoundAddress Address { get; }

    /// <summary>The most connections that it holds open before they are accepted here: those in a handshake.</summary>
    int MostHeld => 0;

    /// <summary>Holds no more than so many of those; where it holds any, at least one for each handshake that there is on the way.</summary>
    void HoldAtMost(int most)
    {
    }

    /// <summary>How many will ever come.</summary>
    int MostClients => int.MaxValue;

    /// <summary>Whether somebody is there already that has not been accepted here yet.</summary>
    bool HasWaiting => false;

    /// <summary>The next connection. Throws <see cref="FailureException"/>; kind Other where trying again is worth it (EMFILE and its like).</summary>
    ValueTask<IConnection> AcceptAsync(CancellationToken cancellation);
}

/// <summary>A bound address in words, with the backlog in force.</summary>
/// <param name="Name">As a user would write it.</param>
/// <param name="Host">The host part; the whole name for what has no port.</param>
/// <param name="Port">null for what has none.</param>
/// <param name="Backlog">What listen(2) was given, held to the system's limit; null where nobody waits to be accepted.</param>
public sealed record BoundAddress(string Name, string Host, int? Port, int? Backlog)
{
    /// <summary>The pin of a certificate that was made for this run; empty where there is none. <see cref="Name"/> has it too.</summary>
    public string Pin { get; init; } = "";
}
