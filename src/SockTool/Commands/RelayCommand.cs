using System.CommandLine;
using SockTool.Completions;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>Joins every connection accepted at one address to one dialled to another. Either may be standard input and output.</summary>
internal sealed class RelayCommand : SockCommand
{
    private readonly RelayGroup relay;
    private readonly ProxyGroup proxy;
    private readonly RetryGroup retry;
    private readonly ServerGroups server;

    public RelayCommand()
        : this(new RelayGroup(), new ProxyGroup(), new RetryGroup(RetryScope.Connects), new ServerGroups())
    {
    }

    private RelayCommand(RelayGroup relay, ProxyGroup proxy, RetryGroup retry, ServerGroups server)
        : base("relay", [relay, .. server.Address.All, proxy, retry, server.Serving, server.Access, server.Rate, server.Faults, server.Time, server.Socket, server.Seeing]) =>
        (this.relay, this.proxy, this.retry, this.server) = (relay, proxy, retry, server);

    public override string Synopsis => "FROM TO";

    public override IReadOnlyList<Completed> Words => [CompletionModels.Addresses("exec:", "-")];

    public override bool TakesCommand(Binder binder) => server.TakesCommand(binder);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        if (words.Count < 2)
        {
            throw new UsageException(binder.Messages.RelayNeedsTwo, binder.Messages.SeeHelp("sock relay"));
        }

        var (from, to) = (words[0], words.Skip(1).ToList());
        var policy = new RelaySettings { Idle = server.Time.Bind(binder).Idle, Engine = EngineSetting.InForce };
        return (from, to) switch
        {
            (ConsoleEndpoint.Word, [ConsoleEndpoint.Word]) => throw new UsageException(binder.Messages.RelayOfConsole),
            (ConsoleEndpoint.Word, _) => FromConsole(binder, to, policy),
            (_, [ConsoleEndpoint.Word]) => ToConsole(binder, Accepting(binder, from), policy, rest),
            _ => Join(binder, (from, to), policy, rest),
        };
    }

    // There is one end only: what the options say of TLS is about it.
    private ConnectRun FromConsole(Binder binder, IReadOnlyList<string> to, RelaySettings policy)
    {
        RefuseWithout(binder, server.OfAccepting, server.Serving, server.Access, server.Faults, relay);
        var endpoint = server.Address.Bind(binder, to, EndpointRole.Dial);
        retry.Contradictions(binder, endpoint);
        server.Seeing.Contradictions(binder, endpoint);
        AddressGroups.RefuseStandardStreams(binder, endpoint);
        return new ConnectRun
        {
            Command = Name,
            To = new Dialling(endpoint, proxy.Apply(binder, server.SocketSettings(binder, [endpoint]), endpoint), retry.Bind(binder)) { ShownOptions = server.Socket.BindShown(binder) },
            Time = server.Time.Bind(binder),
            Rate = server.Rate.Bind(binder),
            Data = DatagramPolicy.Dialled(endpoint, new DataSettings { Relay = policy }),
            Seeing = server.Seeing.Bind(binder),
        };
    }

    private ServeRun ToConsole(Binder binder, Endpoint from, RelaySettings policy, IReadOnlyList<string> rest)
    {
        RefuseWithout(binder, [], proxy, retry, relay);
        AddressGroups.RefuseStandardStreams(binder, from);
        var options = server.Bind(binder, [from], usualClients: int.MaxValue, rest);
        var data = DatagramPolicy.Accepted(from, new DataSettings { Relay = options.Saying(policy) });
        return Serve(options, from, new ConsoleClients(from, data, dialogue: null), data);
    }

    private ServeRun Join(Binder binder, (string From, IReadOnlyList<string> To) ends, RelaySettings policy, IReadOnlyList<string> rest)
    {
        var from = Accepting(binder, ends.From);
        var to = Dial(binder, ends.To, from);
        if (to.Endpoint is ExecEndpoint)
        {
            server.RefuseFromAnywhere(binder, ([ends.From], from), $"{ExecEndpoint.Scheme}:");
        }

        var between = DatagramPolicy.Between(from, to.Endpoint, policy) with { Local = LocalEnd.Connection };
        var options = server.Bind(binder, [from, to.Endpoint], usualClients: int.MaxValue, rest);

        // Headers may be secrets, and are for the server behind the relay.
        options = options with { Socket = options.Socket with { WebSocket = options.Socket.WebSocket with { Headers = [] } } };
        return Serve(options, from, new RelayingClients(from, to, relay.Bind(binder, from, to.Endpoint), options.Saying(between)), new DataSettings { Payload = [] });
    }

    /// <summary>Options without an effect would be taken for one.</summary>
    private static void RefuseWithout(Binder binder, IEnumerable<Option> options, params IReadOnlyList<OptionGroup> groups)
    {
        if (OptionGroup.FirstGiven(binder, options, groups) is { } vain)
        {
            throw new UsageException(binder.Messages.VainWithConsole(vain.Name));
        }
    }

    private Endpoint Accepting(Binder binder, string from) => server.Address.Bind(binder, [from], EndpointRole.Accept);

    private ServeRun Serve(ServerOptions options, Endpoint endpoint, IClientEnds clients, DataSettings data) => new()
    {
        Command = Name,
        Server = options,
        Endpoint = endpoint,
        Data = data,
        Client = clients,
    };

    /// <summary>What the options say of TLS is the accepting end's; the dialled one has its own in its address.</summary>
    private Dialling Dial(Binder binder, IReadOnlyList<string> to, params IReadOnlyList<Endpoint> others)
    {
        var endpoint = server.Address.BindPlainly(binder, to, EndpointRole.Dial);
        if (endpoint is DescriptorEndpoint)
        {
            throw new UsageException(binder.Messages.RelayToDescriptor(endpoint.ToString()), binder.Messages.RelayToDescriptorHint(endpoint.ToString()));
        }

        return new Dialling(endpoint, proxy.Apply(binder, server.SocketSettings(binder, [endpoint, .. others]), endpoint), retry.Bind(binder)) { ShownOptions = server.Socket.BindShown(binder) };
    }
}
