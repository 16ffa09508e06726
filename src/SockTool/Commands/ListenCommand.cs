using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Commands;

internal sealed class ListenCommand : SockCommand
{
    private readonly DataGroup data;
    private readonly ReplyGroup reply;
    private readonly DialogueGroup dialogue;
    private readonly ServerGroups server;

    public ListenCommand()
        : this(new DataGroup(), new ReplyGroup(), new DialogueGroup(), new ServerGroups())
    {
    }

    private ListenCommand(DataGroup data, ReplyGroup reply, DialogueGroup dialogue, ServerGroups server)
        : base("listen", [data, reply, dialogue, .. server.Address.All, server.Serving, server.Time, server.Socket, server.Seeing]) =>
        (this.data, this.reply, this.dialogue, this.server) = (data, reply, dialogue, server);

    public override bool TakesCommand(Binder binder) => server.TakesCommand(binder);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        dialogue.Contradictions(binder, data);
        binder.NotBoth(reply.Reply, dialogue.Interactive);
        binder.NotBoth(reply.Reply, data.Send);
        binder.NotBoth(reply.Reply, data.SendHex);
        binder.NotBoth(reply.Reply, data.Input);
        binder.NotBoth(reply.Reply, data.SendOnly);
        binder.NotBoth(reply.Reply, data.ReceiveOnly);
        binder.NotBoth(dialogue.Interactive, server.Serving.KeepOpen);
        binder.NotBoth(dialogue.Interactive, server.Serving.Clients);
        var endpoint = server.Address.Bind(binder, words, EndpointRole.Accept);
        data.Contradictions(binder, endpoint);
        var what = DatagramPolicy.Accepted(endpoint, data.Bind(binder, server.Time.Bind(binder)));
        var options = server.Bind(binder, [endpoint], usualClients: 1, rest);
        return new ServeRun
        {
            Command = "listen",
            Server = options with { Socket = data.Apply(binder, options.Socket) },
            Endpoint = endpoint,
            Data = what,
            Client = reply.Bind(binder) is { } template
                ? new AnsweringClients(what.Relay, peer => new TemplateReply(template, peer), Shows.Messages)
                : new ConsoleClients(what, dialogue.Bind(binder)),
        };
    }
}
