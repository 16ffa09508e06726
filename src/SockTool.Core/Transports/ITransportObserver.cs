using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>Watches endpoints being opened. It cannot change anything; what it throws is a bug.</summary>
public interface ITransportObserver
{
    void Resolved(string host, IReadOnlyList<string> addresses)
    {
    }

    void Connecting(string address)
    {
    }

    void AttemptFailed(Failure failure)
    {
    }

    void Retrying(int attempt, TimeSpan delay, Failure failure)
    {
    }
}
