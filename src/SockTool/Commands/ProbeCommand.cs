using SockTool.Core.Endpoints;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>Tells which endpoints are open, and can wait until they are.</summary>
internal sealed class ProbeCommand : SockCommand
{
    private readonly AddressGroups address;
    private readonly ProbeGroup probe;
    private readonly SocketGroup socket;
    private readonly SeeingGroup seeing;

    public ProbeCommand()
        : this(new AddressGroups(), new ProbeGroup(), new SocketGroup(SocketScope.Looks), new SeeingGroup(SeeingScope.Connects))
    {
    }

    private ProbeCommand(AddressGroups address, ProbeGroup probe, SocketGroup socket, SeeingGroup seeing)
        : base("probe", [probe, .. address.All, socket, seeing]) =>
        (this.address, this.probe, this.socket, this.seeing) = (address, probe, socket, seeing);

    public override string Synopsis => "HOST PORTS... | ADDRESS...";

    public override bool TakesCommand(Binder binder) => true;

    public override IRun Bind(Binder binder, IReadOnlyList<string> words, IReadOnlyList<string> rest)
    {
        if (binder.Has(address.WebSocket.AsText))
        {
            throw new UsageException(binder.Messages.VainWithProbe(address.WebSocket.AsText.Name));
        }

        var targets = address.BindAll(binder, words);
        var settings = probe.Bind(binder);
        var sockets = address.Bind(binder, socket.Bind(binder), targets);
        return new ProbeRun
        {
            Targets = targets,
            Socket = sockets,
            Look = settings,
            Wait = probe.BindWait(binder),
            Format = probe.BindFormat(binder),
            Seeing = seeing.Bind(binder),
            Next = binder.Program("--", rest),
        };
    }
}
