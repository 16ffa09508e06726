using System.Collections.Concurrent;
using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

/// <summary>Strangers who say hi before they are clients.</summary>
internal sealed class HandshakeStage : ITransportObserver, IAsyncDisposable
{
    public HandshakeStage() => Listener = Over(Strangers, GreetedAsync);

    public MemoryListener Strangers { get; } = new();

    public ConcurrentQueue<Failure> Failures { get; } = new();

    public HandshakeListener Listener { get; private set; }

    public static Task<T> WithinPatience<T>(Task<T> task) => task.WaitAsync(Patience.Limit);

    public static ValueTask<IConnection> GreetedAsync(IConnection carrier, CancellationToken cancellation) => GreetedAsync(carrier, "nothing", cancellation);

    /// <summary>Who says "hi" is a client; who says <paramref name="bug"/> meets one.</summary>
    public static async ValueTask<IConnection> GreetedAsync(IConnection carrier, string bug, CancellationToken cancellation)
    {
        var word = new byte[8];
        var count = await carrier.ReadAsync(word, cancellation);
        return Encoding.Latin1.GetString(word, 0, count) switch
        {
            "hi" => carrier,
            var said when said == bug => throw new InvalidTimeZoneException("a bug"),
            _ => throw new FailureException(new Failure(FailureKind.UpgradeRefused, Operation.Handshake) { Problem = HandshakeProblem.Malformed }),
        };
    }

    void ITransportObserver.HandshakeFailed(string peer, Failure failure) => Failures.Enqueue(failure);

    public HandshakeListener Over(IListener inner, Handshake shake, ITransportObserver? observer = null) =>
        new(inner, inner.Address, new SocketSettings { Observer = observer ?? this }, shake);

    public async Task RebindAsync(Handshake shake, ITransportObserver? observer = null)
    {
        await using var before = Listener;
        Listener = Over(Strangers, shake, observer);
    }

    public Task<IConnection> Accepting() => Listener.AcceptAsync(CancellationToken.None).AsTask();

    public async ValueTask DisposeAsync()
    {
        await Listener.DisposeAsync();
        await Strangers.DisposeAsync();
    }
}
