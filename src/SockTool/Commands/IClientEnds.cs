using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>What every accepted client is joined to.</summary>
internal interface IClientEnds
{
    /// <summary>Whether this side's input goes to the clients.</summary>
    bool ReadsInput { get; }

    /// <summary>Whether the clients share this side's streams, so that without those nobody can be served.</summary>
    bool UsesOurStreams => true;

    /// <summary>How many descriptors a client takes.</summary>
    int DescriptorsEach => 1;

    /// <summary>The most bytes that one read of this side's input asks for; null leaves it to whoever reads.</summary>
    int? LargestSend => null;

    /// <summary>How often something was dialled for a client.</summary>
    int Attempts => 0;

    /// <summary>Called once before anybody is told that we listen.</summary>
    ValueTask PrepareAsync(RunContext context) => ValueTask.CompletedTask;

    /// <summary>The place of a client where clients share something else than this side's streams; null where they do not. It is taken before anybody hears of the client.</summary>
    SharedStreams.Seat? SeatFor(int number) => null;

    /// <summary>One client's session from its start to its end. What the context's events are told is told of that client.</summary>
    Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context);
}

/// <summary>listen = console + accepted.</summary>
internal sealed class ConsoleClients(DataSettings data, DialogueSettings? dialogue) : IClientEnds
{
    public bool ReadsInput => data.Relay.Directions != Directions.ReceiveOnly;

    public int? LargestSend => data.Relay.SendSize;

    public async Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context)
    {
        // A shared input never ends for one client: its slot must be free when it has gone (rule K2).
        var policy = SessionPolicy.For(data, dialogue, context.Streams, seat.Sharing == Sharing.Alone ? PeerClose.FinishWhatBegan : PeerClose.Quit);
        await using var local = DialogueConnection.Over(seat.Input, seat.Output, dialogue, data.Relay, context.Streams);
        using var relay = new Relay(local, client, policy, observer);
        return await relay.RunAsync(context.Stopper);
    }
}

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
