using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;

namespace SockTool.Commands;

/// <summary>relay = accepted + dialled: for every client a connection of its own.</summary>
/// <param name="to">Where it is dialled.</param>
/// <param name="framing">How the datagrams of one end stand in the other, a stream; null where both are of one kind.</param>
/// <param name="policy">When a session ends.</param>
internal sealed class RelayingClients(Dialling to, Framing? framing, RelaySettings policy) : IClientEnds
{
    public bool ReadsInput => false;

    public bool UsesOurStreams => false;

    // Two sockets, and for each way a pipe with two ends (KernelPump).
    public int DescriptorsEach => 6;

    public async Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context)
    {
        try
        {
            await using var dialled = await to.ConnectAsync(context.Events, context.Stopper.Token);
            context.Events.Connected(dialled);
            using var relay = new Relay(Framed(dialled), Framed(client), policy, observer);
            return await relay.RunAsync(context.Stopper);
        }
        catch (FailureException failed)
        {
            return Refuse(client, failed.Failure);
        }
        catch (OperationCanceledException) when (context.Stopper.Reason is not null)
        {
            return Refuse(client, context.Stopper.Reason.Failure);
        }
    }

    private IConnection Framed(IConnection end) => framing is { } how && end is not IMessageInput ? new FramedConnection(end, how, policy.Clock) : end;

    // A client that cannot be served must not take its end for an answer.
    private static SessionResult Refuse(IConnection client, Failure? failure)
    {
        (client as IResettable)?.ResetOnClose();
        return new SessionResult
        {
            Local = (client as ILocalName)?.LocalName ?? "",
            Peer = client.Name,
            EndedBy = EndedBy.Us,
            End = SessionEnd.Reset,
            Failure = failure,
        };
    }
}
