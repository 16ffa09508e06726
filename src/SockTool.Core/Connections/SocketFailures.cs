using System.Net.Sockets;

namespace SockTool.Core.Connections;

/// <summary>The one place where .NET's socket errors become failures.</summary>
internal static class SocketFailures
{
    public static FailureException From(SocketException error, Operation operation, string subject = "", int transferred = 0) =>
        new(Describe(error, operation, subject), transferred);

    public static Failure Describe(SocketException error, Operation operation, string subject = "") =>
        new(Classify(error.SocketErrorCode, operation), operation) { Subject = subject, Errno = ErrnoOf(error) };

    private static FailureKind Classify(SocketError error, Operation operation) => (error, operation) switch
    {
        (SocketError.WouldBlock or SocketError.InProgress, _) => FailureKind.WouldBlock,
        (_, Operation.Resolve) => FailureKind.NameNotResolved,
        (SocketError.AddressAlreadyInUse, _) => FailureKind.AddressInUse,
        (SocketError.ConnectionRefused, _) => FailureKind.Refused,
        (SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown, _) => FailureKind.Unreachable,
        (SocketError.TimedOut, Operation.Connect) => FailureKind.ConnectTimedOut,
        (SocketError.TimedOut, _) => FailureKind.TimedOut,
        (SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected, _) => FailureKind.Reset,
        (_, Operation.Bind or Operation.Connect) => FailureKind.CannotBind,
        _ => FailureKind.Other,
    };

    // The resolver's failures carry numbers of getaddrinfo(3), which are not errno.
    private static int ErrnoOf(SocketException error) =>
        error.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoRecovery or SocketError.NoData
            ? 0
            : error.NativeErrorCode;
}
