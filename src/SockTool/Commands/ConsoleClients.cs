using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>listen = console + accepted.</summary>
internal sealed class ConsoleClients(Endpoint at, DataSettings data, DialogueSettings? dialogue) : IClientEnds
{
    public bool ReadsInput => data.Relay.Directions != Directions.ReceiveOnly;

    public int? LargestSend => data.Relay.SendSize;

    public async Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context)
    {
        // A shared input never ends for one client: its slot must be free when it has gone (rule K2).
        var policy = SessionPolicy.For(data, dialogue, context.Streams, seat.Sharing == Sharing.Alone ? PeerClose.FinishWhatBegan : PeerClose.Quit);
        policy = LeavesTheEndToClients(context.Streams) ? policy with { Directions = Directions.ReceiveOnly } : policy;
        await using var local = DialogueConnection.Over(seat.Input, seat.Output, dialogue, data.Relay, context.Streams);
        using var relay = new Relay(local, client, policy, observer);
        return await relay.RunAsync(context.Stopper);
    }

    // A WebSocket's close ends both ways (RFC 6455 section 5.5.1): a server in the background, which nobody gave an input, would
    // end every client's at once.
    private bool LeavesTheEndToClients(StandardStreams streams) =>
        at is WebSocketEndpoint && dialogue is null && data is { Payload: null, InputFile: null, Relay.Directions: Directions.Both } && streams.InputIsNothing;
}
