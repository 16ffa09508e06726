using SockTool.Core.Endpoints;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Commands;

internal sealed class ConnectCommand : SockCommand
{
    private readonly AddressGroups address;
    private readonly ProxyGroup proxy;
    private readonly SocketGroup socket;
    private readonly TimeGroup time;
    private readonly DataGroup data;
    private readonly DialogueGroup dialogue;
    private readonly RetryGroup retry;
    private readonly SeeingGroup seeing;
    private readonly RateGroup rate;

    public ConnectCommand()
        : this(new DataGroup())
    {
    }

    private ConnectCommand(DataGroup data)
        : this(new AddressGroups(), new ProxyGroup(), new SocketGroup(SocketScope.Dialled), new TimeGroup(SocketScope.Dialled), data, new DialogueGroup(), new RetryGroup(RetryScope.Sessions), new SeeingGroup(SeeingScope.Sessions, data), new RateGroup())
    {
    }

    private ConnectCommand(
        AddressGroups address, ProxyGroup proxy, SocketGroup socket, TimeGroup time, DataGroup data, DialogueGroup dialogue, RetryGroup retry, SeeingGroup seeing, RateGroup rate)
        : base("connect", [data, dialogue, .. address.All, proxy, rate, time, retry, socket, seeing]) =>
        (this.address, this.proxy, this.socket, this.time, this.data, this.dialogue, this.retry, this.seeing, this.rate) = (address, proxy, socket, time, data, dialogue, retry, seeing, rate);

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        dialogue.Contradictions(binder, data, seeing);
        var limits = time.Bind(binder);
        var endpoint = address.Bind(binder, words, EndpointRole.Dial);
        data.Contradictions(binder, endpoint);
        retry.Contradictions(binder, endpoint);
        socket.Contradictions(binder, [endpoint]);
        seeing.Contradictions(binder, endpoint);
        AddressGroups.RefuseStandardStreams(binder, endpoint);
        return new ConnectRun
        {
            To = new Dialling(endpoint, SocketFor(binder, limits, endpoint), retry.Bind(binder)) { ShownOptions = socket.BindShown(binder) },
            Time = limits,
            Rate = rate.Bind(binder),
            Data = DatagramPolicy.Dialled(endpoint, data.Bind(binder, limits)),
            Dialogue = dialogue.Bind(binder),
            AfterCut = retry.BindAfterCut(binder),
            Seeing = seeing.Bind(binder),
        };
    }

    private SocketSettings SocketFor(Binder binder, TimeSettings limits, Endpoint endpoint) =>
        data.Apply(binder, proxy.Apply(binder, address.Bind(binder, socket.Bind(binder) with { Limits = limits.Operations }, endpoint), endpoint));
}
