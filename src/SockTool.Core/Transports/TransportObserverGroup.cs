using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>Several watchers as one.</summary>
public sealed class TransportObserverGroup(params IReadOnlyList<ITransportObserver> members) : ITransportObserver
{
    public void Resolved(string host, IReadOnlyList<string> addresses) => ForAll(one => one.Resolved(host, addresses));

    public void Connecting(string address) => ForAll(one => one.Connecting(address));

    public void AttemptFailed(Failure failure) => ForAll(one => one.AttemptFailed(failure));

    public void Retrying(int attempt, TimeSpan delay, Failure failure) => ForAll(one => one.Retrying(attempt, delay, failure));

    private void ForAll(Action<ITransportObserver> tell)
    {
        foreach (var member in members)
        {
            tell(member);
        }
    }
}
