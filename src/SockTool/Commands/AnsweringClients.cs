using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;

namespace SockTool.Commands;

/// <summary>Whether an answering server also shows what it gets.</summary>
internal enum Shows
{
    Nothing,
    Messages,
}

/// <summary>echo-server = accepted + itself; with a template, each read gets an answer.</summary>
internal sealed class AnsweringClients(RelaySettings policy, Func<string, IReply> reply, Shows shows) : IClientEnds
{
    public bool ReadsInput => false;

    public bool UsesOurStreams => shows == Shows.Messages;

    public Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context) =>
        new AnsweringSession(client, reply(client.Name), shows == Shows.Messages ? seat.Output : DiscardOutput.Instance, policy, observer).RunAsync(context.Stopper);
}
