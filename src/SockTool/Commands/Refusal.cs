using SockTool.Core.Connections;
using SockTool.Core.Sessions;

namespace SockTool.Commands;

/// <summary>The session of a client that cannot be served: it must not take its end for an answer, and is reset.</summary>
internal static class Refusal
{
    public static SessionResult Of(IConnection client, Failure? failure)
    {
        (client as IResettable)?.ResetOnClose();
        return new SessionResult
        {
            Local = client.LocalNameOrNone(),
            Peer = client.Name,
            EndedBy = EndedBy.Us,
            End = SessionEnd.Reset,
            Failure = failure,
        };
    }
}
