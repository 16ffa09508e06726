using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Faults;

/// <summary>It is bound and listens, and nobody is ever accepted: clients are connected by the kernel and wait in the backlog.</summary>
public sealed record NeverAccept : Fault
{
    public const string Word = "never-accept";

    public override string Name => Word;

    internal override bool Contradicts(Fault other) => true;
}

/// <summary>A listener that does not.</summary>
/// <param name="inner">Stays bound.</param>
/// <param name="limit">How long it may be waited for a client.</param>
/// <param name="clock">Measures it.</param>
internal sealed class NeverAcceptingListener(IListener inner, TimeSpan limit, TimeProvider clock) : ListenerLayer(inner)
{
    // Whoever waits there is not waited for.
    public override bool HasWaiting => false;

    public override ValueTask<IConnection> AcceptAsync(CancellationToken cancellation) => Limited.RunAsync(
        WaitAsync, limit, new Failure(FailureKind.NobodyConnected, Operation.Accept) { Subject = Address.Name }, clock, cancellation);

    private async ValueTask<IConnection> WaitAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation);
        throw new OperationCanceledException(cancellation);
    }
}
