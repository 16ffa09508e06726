using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>Watches a server's clients go, or not be let in. That one has come is told by its session, once it has its place.</summary>
public interface IServerObserver
{
    void Refused(IConnection client);

    void Ended(int number, SessionResult result);

    /// <summary>Nobody new is let in, and so many may finish.</summary>
    void Finishing(int sessions, TimeSpan within);

    void AcceptPaused(Failure failure);
}
