using System.CommandLine;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using static SockTool.Options.Prominence;

namespace SockTool.Options;

internal sealed class RelayGroup : OptionGroup
{
    public RelayGroup() => Frame = Value(Common, "line|length", "--frame");

    public override string Name => "relay";

    public Option<string?> Frame { get; }

    /// <summary>How the datagrams of the one end stand in the stream of the other; null where both are of one kind.</summary>
    public Framing? Bind(Binder binder, Endpoint one, Endpoint other)
    {
        var framing = binder.OneOf(Frame, null, ("line", (Framing?)Framing.Line), ("length", Framing.Length));
        return (framing, one, other) switch
        {
            (null, UdpEndpoint, ExecEndpoint) => null, // a read of the child's output is a datagram
            (null, UdpEndpoint, not UdpEndpoint) => throw new UsageException(binder.Messages.RelayNeedsFrame(one.ToString(), other.ToString())),
            (null, not UdpEndpoint, UdpEndpoint) => throw new UsageException(binder.Messages.RelayNeedsFrame(other.ToString(), one.ToString())),
            (not null, UdpEndpoint, UdpEndpoint) or (not null, not UdpEndpoint, not UdpEndpoint) => throw new UsageException(binder.Messages.NothingToFrame),
            _ => framing,
        };
    }
}
