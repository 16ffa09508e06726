using System.Net.WebSockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>What goes wrong in a WebSocket as a failure.</summary>
internal static class WebSocketFailures
{
    /// <summary>Whether it is the framework's way to say that the WebSocket is broken; also of one that broke before.</summary>
    public static bool IsOne(Exception exception) => exception is WebSocketException or ObjectDisposedException;

    /// <summary>The carrier's own failure where there is one; else the stream was cut.</summary>
    public static FailureException Of(Exception exception, Operation operation, string peer, HandshakeProblem problem = HandshakeProblem.None) =>
        exception.InnerException as FailureException
        ?? new FailureException(new Failure(FailureKind.CutShort, operation) { Subject = peer, Problem = problem });

    /// <summary>What the peer's close means; null for a good end: code 1000, or none (1005, RFC 6455 section 7.1.5).</summary>
    public static Failure? OfClose(WebSocket socket, string peer) => socket.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.Empty or null
        ? null
        : new Failure(FailureKind.CutShort, Operation.Read) { Subject = peer, Number = (int)socket.CloseStatus, Found = socket.CloseStatusDescription ?? "" };
}
