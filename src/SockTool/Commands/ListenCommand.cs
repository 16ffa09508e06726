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
    private readonly BrokerGroup broker;
    private readonly ServerGroups server;

    public ListenCommand()
        : this(new DataGroup())
    {
    }

    private ListenCommand(DataGroup data)
        : this(data, new ReplyGroup(), new DialogueGroup(), new OutputsGroup(), new ChildGroup(), new BrokerGroup(), new ServerGroups(data))
    {
    }

    private ListenCommand(DataGroup data, ReplyGroup reply, DialogueGroup dialogue, OutputsGroup outputs, ChildGroup child, BrokerGroup broker, ServerGroups server)
        : base("listen", [data, outputs, reply, dialogue, child, broker, .. server.Address.All, server.Serving, server.Access, server.Rate, server.Faults, server.Time, server.Socket, server.Seeing]) =>
        (this.data, this.reply, this.dialogue, this.outputs, this.child, this.broker, this.server) = (data, reply, dialogue, outputs, child, broker, server);

    public override bool TakesCommand(Binder binder) => server.TakesCommand(binder) || binder.Has(child.Exec);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        dialogue.Contradictions(binder, data, server.Seeing);
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
        server.Faults.Contradictions(binder, [.. data.AboutSending, reply.Reply, dialogue.Interactive, broker.Broker, broker.Chat]);
        return (child.Bind(binder, rest), broker.Bind(binder)) switch
        {
            ({ } program, _) => WithChildren(binder, (words, endpoint), program),
            (_, { } speech) => WithEachOther(binder, endpoint, speech, rest),
            _ => WithUs(binder, endpoint, rest),
        };
    }

    private ServeRun WithUs(Binder binder, Endpoint endpoint, IReadOnlyList<string> rest)
    {
        AddressGroups.RefuseStandardStreams(binder, endpoint);
        var options = server.Bind(binder, [endpoint], usualClients: 1, rest);
        var what = DatagramPolicy.Accepted(endpoint, data.Bind(binder, server.Time.Bind(binder)));
        what = what with { Relay = options.Saying(what.Relay) };
        return new ServeRun
        {
            Command = "listen",
            Server = options with { Socket = data.Apply(binder, options.Socket) },
            Endpoint = endpoint,
            Data = what,
            Outputs = outputs.Bind(binder, options.Serving),
            Client = reply.Bind(binder) is { } template
                ? new AnsweringClients(what.Relay, peer => new TemplateReply(template, peer), Shows.Messages)
                : new ConsoleClients(endpoint, what, dialogue.Bind(binder)),
        };
    }

    /// <summary>A child for each client: a relay to a program. Our own streams have no part in it.</summary>
    private ServeRun WithChildren(Binder binder, (IReadOnlyList<string> Words, Endpoint At) where, ExecEndpoint program)
    {
        Option option = binder.Has(child.Exec) ? child.Exec : child.Shell;
        RefuseBeside(binder, option, data, outputs, reply, dialogue, broker);
        binder.NotBoth(option, server.Serving.Run);
        server.RefuseFromAnywhere(binder, where, option.Name);
        var policy = DatagramPolicy.Between(where.At, program, new RelaySettings { Idle = server.Time.Bind(binder).Idle, Engine = EngineSetting.InForce }) with { Local = LocalEnd.Connection };
        var options = server.Bind(binder, [where.At], usualClients: 1, []);
        return new ServeRun
        {
            Command = "listen",
            Server = options,
            Endpoint = where.At,
            Data = new DataSettings { Payload = [] },
            Client = new RelayingClients(where.At, new Dialling(program, new SocketSettings(), new RetrySettings()), framing: null, options.Saying(policy)),
        };
    }

    /// <summary>Clients joined to each other, which one alone cannot be. Our own streams have no part in it.</summary>
    private ServeRun WithEachOther(Binder binder, Endpoint endpoint, BrokerSpeech speech, IReadOnlyList<string> rest)
    {
        RefuseBeside(binder, speech == BrokerSpeech.Chat ? broker.Chat : broker.Broker, data, outputs, reply, dialogue);
        binder.Number(server.Serving.Clients, 2);
        binder.Number(server.Serving.MaxClients, 2);
        var options = server.Bind(binder, [endpoint], usualClients: int.MaxValue, rest);
        return new ServeRun
        {
            Command = "listen",
            Server = options,
            Endpoint = endpoint,
            Data = new DataSettings { Payload = [] },
            Client = new BrokerClients(endpoint, speech, options.Socket.WebSocket.Messages, server.Time.Bind(binder).Idle),
        };
    }

    private void RefuseBeside(Binder binder, Option option, params IReadOnlyList<OptionGroup> groups)
    {
        foreach (var vain in groups.SelectMany(group => group.Options).Select(described => described.Option))
        {
            // What is appended to may be the file of what is seen.
            if (vain != data.Append || !binder.Has(server.Seeing.Tee!))
            {
                binder.NotBoth(option, vain);
            }
        }
    }
}
