using System.CommandLine;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Access;
using SockTool.Core.Transports.Faults;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>The option groups that every accepting command has.</summary>
/// <param name="data">What goes in and out, where our own streams have a part in it.</param>
internal sealed class ServerGroups(DataGroup? data = null)
{
    public AddressGroups Address { get; } = new();

    public ServingGroup Serving { get; } = new();

    public AccessGroup Access { get; } = new();

    public TimeGroup Time { get; } = new();

    public SocketGroup Socket { get; } = new();

    public SeeingGroup Seeing { get; } = new(SeeingScope.Sessions, data);

    public RateGroup Rate { get; } = new();

    public FaultGroup Faults { get; } = new();

    /// <summary>What means something only where somebody is accepted, beside whole groups.</summary>
    public IEnumerable<Option> OfAccepting => [.. Socket.OfAccepting, Time.Accept];

    public bool TakesCommand(Binder binder) => binder.Has(Serving.Run);

    public SocketSettings SocketSettings(Binder binder, params IReadOnlyList<Endpoint> endpoints)
    {
        Socket.Contradictions(binder, endpoints);
        return Address.Bind(binder, Socket.Bind(binder) with { Limits = Time.Bind(binder).Operations }, endpoints);
    }

    /// <summary>Refuses that whoever connects starts a program, unless it is said where he may connect, or from where.</summary>
    /// <param name="binder">What was typed.</param>
    /// <param name="where">The accepting address, as it was typed and as it was read.</param>
    /// <param name="what">The option or the scheme that names the program.</param>
    public void RefuseFromAnywhere(Binder binder, (IReadOnlyList<string> Words, Endpoint At) where, string what)
    {
        if (where.At.Bottom is HostEndpoint && !Access.SaysFromWhere(binder) && where.Words is [var word] && EndpointParser.ImpliesEveryAddress(word))
        {
            throw new UsageException(binder.Messages.ChildNeedsAddress(what), binder.Messages.ChildAddressHint(word));
        }
    }

    /// <param name="binder">What was typed.</param>
    /// <param name="endpoints">Every address of the run, the accepting one first, which say what options mean something.</param>
    /// <param name="usualClients">How many are served where nothing is said.</param>
    /// <param name="rest">The words after <c>--</c>.</param>
    public ServerOptions Bind(Binder binder, IReadOnlyList<Endpoint> endpoints, int usualClients, IReadOnlyList<string> rest)
    {
        var time = Time.Bind(binder);
        Seeing.Contradictions(binder, endpoints[0]);
        Seeing.RefuseSameFile(binder, (Serving.ReadyFile.Name, binder.Text(Serving.ReadyFile)));
        return new ServerOptions
        {
            Time = time,
            Socket = SocketSettings(binder, endpoints),
            ShownOptions = Socket.BindShown(binder),
            Serving = Serving.Bind(binder, usualClients, rest) with { MaxClientsPerHost = Access.BindMost(binder) },
            Access = Access.Bind(binder, endpoints[0]),
            Seeing = Seeing.Bind(binder),
            Rate = Rate.Bind(binder),
            Faults = Faults.Bind(binder, endpoints[0]),
        };
    }
}

/// <summary>What every accepting command was told.</summary>
internal sealed record ServerOptions
{
    public required SocketSettings Socket { get; init; }

    public required TimeSettings Time { get; init; }

    public required ServingSettings Serving { get; init; }

    public required SeeingSettings Seeing { get; init; }

    public AccessRules Access { get; init; } = new();

    public IReadOnlyList<string>? ShownOptions { get; init; }

    /// <summary>Bytes a second, each way of each client; null for no limit.</summary>
    public long? Rate { get; init; }

    public FaultSettings Faults { get; init; } = FaultSettings.None;

    /// <summary>Who says nothing to a client has no need to hear what there is to say.</summary>
    public RelaySettings Saying(RelaySettings policy) => Faults.AreMute ? policy with { Directions = Directions.ReceiveOnly } : policy;
}
