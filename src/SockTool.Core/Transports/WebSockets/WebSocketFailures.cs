using System.Net.WebSockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>What goes wrong in a WebSocket as a failure.</summary>
internal static class WebSocketFailures
{
    /// <summary>Whether it is the framework's way to say that the WebSocket is broken; also of one that broke before.</summary>
    public static bool IsOne(Exception exception) => exception is WebSocketException or ObjectDisposedException;

    /// <summary>
    /// Why it broke: a rule that the peer broke, else the carrier's own failure, else a cut. A reset is told once, to whoever
    /// asks first: to a write, after which a read sees a false end, and a carrier that is over without an end of ours.
    /// </summary>
    public static FailureException Of(Exception exception, Operation operation, IConnection carrier, FailureException? reset)
    {
        var cut = new Failure(FailureKind.CutShort, operation) { Subject = carrier.Name };
        return exception switch
        {
            WebSocketException { WebSocketErrorCode: not (WebSocketError.ConnectionClosedPrematurely or WebSocketError.InvalidState) } =>
                new FailureException(cut with { Problem = HandshakeProblem.Malformed }),
            { InnerException: FailureException { Failure.Kind: not FailureKind.CutShort } own } => own,
            _ when reset is not null => reset,
            _ when carrier is IDelivery { IsOver: true } => new FailureException(cut with { Kind = FailureKind.Reset, Errno = Errno.ConnectionReset }),
            _ => exception.InnerException as FailureException ?? new FailureException(cut),
        };
    }

    /// <summary>What the peer's close means; null for a good end: code 1000, or none (1005, RFC 6455 section 7.1.5).</summary>
    public static Failure? OfClose(WebSocket socket, string peer) => socket.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.Empty or null
        ? null
        : new Failure(FailureKind.CutShort, Operation.Read) { Subject = peer, Number = (int)socket.CloseStatus, Found = socket.CloseStatusDescription ?? "" };

    /// <summary>An end in the middle of a message, however good it is.</summary>
    public static Failure OfUnfinished(string peer) => new(FailureKind.CutShort, Operation.Read) { Subject = peer, Problem = HandshakeProblem.Unfinished };
}
