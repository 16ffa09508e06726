using SockTool.Core.Connections;

namespace SockTool.Core.Sessions;

/// <summary>Watches a server's clients come and go.</summary>
public interface IServerObserver
{
    void Accepted(IConnection client, int number);

    void Refused(IConnection client);

    void Ended(int number, SessionResult result);

    void AcceptPaused(Failure failure);
}
