using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>What every accepted client is joined to.</summary>
internal interface IClientEnds
{
    /// <summary>The other end for <paramref name="client"/>.</summary>
    IConnection EndFor(IConnection client, IInput input, IOutput output, StandardStreams streams);

    RelaySettings Policy(StandardStreams streams, ServingSettings serving);

    /// <summary>Whether this side's input goes to the clients.</summary>
    bool ReadsInput { get; }
}

/// <summary>listen = console + accepted.</summary>
internal sealed class ConsoleClients(DataSettings data, DialogueSettings? dialogue) : IClientEnds
{
    public bool ReadsInput => true;

    public IConnection EndFor(IConnection client, IInput input, IOutput output, StandardStreams streams) =>
        DialogueConnection.Over(input, output, dialogue, data.Relay.ReceiveSize, streams);

    // A shared input never ends for one client: its slot must be free when it has gone (rule K2).
    public RelaySettings Policy(StandardStreams streams, ServingSettings serving) =>
        SessionPolicy.For(data, dialogue, streams, serving.SharesStreams ? PeerClose.Quit : PeerClose.FinishWhatBegan);
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

    public IConnection EndFor(IConnection client, IInput input, IOutput output, StandardStreams streams) =>
        new RespondingConnection(shows == Shows.Messages ? output : DiscardOutput.Instance, reply(client.Name));

    // Its input is made of what the peer says, so it ends by itself; the receiving feeds the sending, so they run at once.
    public RelaySettings Policy(StandardStreams streams, ServingSettings serving) => policy with { PeerClose = PeerClose.Finish, Interleaving = Interleaving.AtOnce };
}
