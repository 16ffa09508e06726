using System.CommandLine;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Commands;

internal sealed class ListenCommand : SockCommand
{
    private readonly DataGroup data;
    private readonly ReplyGroup reply;
    private readonly DialogueGroup dialogue;
    private readonly OutputsGroup outputs;
    private readonly ChildGroup child;
    private readonly ServerGroups server;

    public ListenCommand()
        : this(new DataGroup(), new ReplyGroup(), new DialogueGroup(), new OutputsGroup(), new ChildGroup(), new ServerGroups())
    {
    }

    private ListenCommand(DataGroup data, ReplyGroup reply, DialogueGroup dialogue, OutputsGroup outputs, ChildGroup child, ServerGroups server)
        : base("listen", [data, outputs, reply, dialogue, child, .. server.Address.All, server.Serving, server.Access, server.Time, server.Socket, server.Seeing]) =>
        (this.data, this.reply, this.dialogue, this.outputs, this.child, this.server) = (data, reply, dialogue, outputs, child, server);

    public override bool TakesCommand(Binder binder) => server.TakesCommand(binder) || binder.Has(child.Exec);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        dialogue.Contradictions(binder, data);
        outputs.Contradictions(binder, data, dialogue, reply);
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
        return child.Bind(binder, rest) is { } program ? WithChildren(binder, (words, endpoint), program) : WithUs(binder, endpoint, rest);
    }

    private ServeRun WithUs(Binder binder, Endpoint endpoint, IReadOnlyList<string> rest)
    {
        AddressGroups.RefuseStandardStreams(binder, endpoint);
        var what = DatagramPolicy.Accepted(endpoint, data.Bind(binder, server.Time.Bind(binder)));
        var options = server.Bind(binder, [endpoint], usualClients: 1, rest);
        return new ServeRun
        {
            Command = "listen",
            Server = options with { Socket = data.Apply(binder, options.Socket) },
            Endpoint = endpoint,
            Data = what,
            Outputs = outputs.Bind(binder, options.Serving),
            Client = reply.Bind(binder) is { } template
                ? new AnsweringClients(what.Relay, peer => new TemplateReply(template, peer), Shows.Messages)
                : new ConsoleClients(what, dialogue.Bind(binder)),
        };
    }

    /// <summary>A child for each client: a relay to a program. Our own streams have no part in it.</summary>
    private ServeRun WithChildren(Binder binder, (IReadOnlyList<string> Words, Endpoint At) where, ExecEndpoint program)
    {
        Option option = binder.Has(child.Exec) ? child.Exec : child.Shell;
        foreach (var vain in new OptionGroup[] { data, outputs, reply, dialogue }.SelectMany(group => group.Options))
        {
            binder.NotBoth(option, vain.Option);
        }

        binder.NotBoth(option, server.Serving.Run);
        if (((where.At as TlsEndpoint)?.Carrier ?? where.At) is HostEndpoint or WebSocketEndpoint && !server.Access.SaysFromWhere(binder) && where.Words is [var word] && EndpointParser.ImpliesEveryAddress(word))
        {
            throw new UsageException(binder.Messages.ChildNeedsAddress(option.Name), binder.Messages.ChildAddressHint(word));
        }

        var policy = DatagramPolicy.Between(where.At, program, new RelaySettings { Idle = server.Time.Bind(binder).Idle, Engine = EngineSetting.InForce }) with { Local = LocalEnd.Connection };
        return new ServeRun
        {
            Command = "listen",
            Server = server.Bind(binder, [where.At], usualClients: 1, []),
            Endpoint = where.At,
            Data = new DataSettings { Payload = [] },
            Client = new RelayingClients(where.At, new Dialling(program, new SocketSettings(), new RetrySettings()), framing: null, policy),
        };
    }
}
