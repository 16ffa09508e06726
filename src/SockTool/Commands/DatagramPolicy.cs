using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>What UDP changes in a session: nobody tells its end, and one read of our input is one datagram (BEHAVIOUR rules U2 and U4).</summary>
internal static class DatagramPolicy
{
    private static readonly TimeSpan UsualQuiet = TimeSpan.FromSeconds(1);

    public static DataSettings Dialled(Endpoint endpoint, DataSettings data) =>
        endpoint is UdpEndpoint ? data with { Relay = Ending(Sending(data.Relay)) } : AsStream(data);

    public static DataSettings Accepted(Endpoint endpoint, DataSettings data) =>
        endpoint is UdpEndpoint ? data with { Relay = Sending(data.Relay) } : AsStream(data);

    /// <summary>
    /// Where one of two ends never tells that it is over, a silence after the other's end is the end of both. A stream that was
    /// dialled for datagrams and has ended is over at once: the next of them gets a new one.
    /// </summary>
    public static RelaySettings Between(Endpoint from, Endpoint to, RelaySettings relay) => (from, to) switch
    {
        (UdpEndpoint, not UdpEndpoint) => WithQuiet(relay) with { Linger = TimeSpan.Zero },
        (UdpEndpoint, _) or (_, UdpEndpoint) => WithQuiet(relay),
        _ => relay,
    };

    // Several words are one for a stream, which goes out in one piece.
    private static DataSettings AsStream(DataSettings data) =>
        data.Payload is { Count: > 1 } words ? data with { Payload = [words.SelectMany(word => word.ToArray()).ToArray()] } : data;

    private static RelaySettings Sending(RelaySettings relay) =>
        relay with { SendSize = Math.Min(relay.ReceiveSize ?? DatagramIo.Largest, DatagramIo.Largest) };

    private static RelaySettings Ending(RelaySettings relay) => relay switch
    {
        { Linger: var linger } when linger != Timeout.InfiniteTimeSpan => relay,
        { Directions: Directions.SendOnly } => relay with { Linger = TimeSpan.Zero },
        _ => WithQuiet(relay),
    };

    private static RelaySettings WithQuiet(RelaySettings relay) =>
        relay with { Quiet = relay.Idle == Timeout.InfiniteTimeSpan ? UsualQuiet : relay.Idle };
}
