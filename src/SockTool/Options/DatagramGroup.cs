using System.CommandLine;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

internal sealed class DatagramGroup : OptionGroup
{
    public DatagramGroup()
    {
        Udp = Flag(Common, "--udp", "-u");
        Multicast = Value(Full, "GROUP[%IF]", "--multicast");
    }

    public override string Name => "datagrams";

    public Option<bool> Udp { get; }

    public Option<string?> Multicast { get; }

    /// <summary>The address as UDP's where <c>--udp</c> is given: the same as the scheme.</summary>
    public Endpoint Apply(Binder binder, Endpoint endpoint) => (binder.Has(Udp), endpoint) switch
    {
        (_, UdpEndpoint) => endpoint,
        (true, TcpEndpoint at) => new UdpEndpoint(at.Host, at.Port),
        (true, _) => throw new UsageException(binder.Messages.NotBoth(Udp.Name, endpoint.ToString())),
        _ => endpoint,
    };

    public SocketSettings Apply(Binder binder, SocketSettings settings, IReadOnlyList<Endpoint> endpoints) => binder.Has(Multicast) && !endpoints.Any(one => one is UdpEndpoint)
        ? throw new UsageException(binder.Messages.Needs(Multicast.Name, Udp.Name))
        : settings with { Multicast = binder.Text(Multicast) is { } text ? binder.Read<MulticastGroup>(Multicast, text, MulticastGroup.TryParse) : null };
}
