using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>The one place where .NET's socket errors become failures.</summary>
internal static class SocketFailures
{
    public static FailureException From(SocketException error, Operation operation, string subject = "", int transferred = 0) =>
        new(Describe(error, operation, subject), transferred);

    public static Failure Describe(SocketException error, Operation operation, string subject = "") =>
        new(Classify(error.SocketErrorCode, operation), operation) { Subject = subject, Errno = ErrnoOf(error) };

    /// <summary>The same for a number straight from the system. By name, as the numbers differ between systems.</summary>
    public static Failure OfErrno(int errno, Operation operation, string subject)
    {
        if (OperatingSystem.IsWindows())
        {
            return Describe(new SocketException(errno), operation, subject);
        }

        var kind = (Errno.NameOf(errno), operation) switch
        {
            ("EAGAIN" or "EINPROGRESS", _) => FailureKind.WouldBlock,
            ("ECONNREFUSED", _) => FailureKind.Refused,
            ("ENETUNREACH" or "EHOSTUNREACH" or "ENETDOWN" or "EHOSTDOWN", _) => FailureKind.Unreachable,
            ("ETIMEDOUT", Operation.Connect) => FailureKind.ConnectTimedOut,
            ("ETIMEDOUT", _) => FailureKind.TimedOut,
            ("ECONNRESET" or "ECONNABORTED" or "EPIPE" or "ENOTCONN", _) => FailureKind.Reset,
            (_, Operation.Bind or Operation.Connect) => FailureKind.CannotBind,
            _ => FailureKind.Other,
        };
        return new Failure(kind, operation) { Subject = subject, Errno = errno };
    }

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

    // The resolver's failures carry numbers of getaddrinfo(3), which are not errno; and the framework tells EMFILE as ENFILE.
    private static int ErrnoOf(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoRecovery or SocketError.NoData => 0,
        SocketError.TooManyOpenSockets when !OperatingSystem.IsWindows() => Errno.TooManyOpen,
        _ => error.NativeErrorCode,
    };
}
