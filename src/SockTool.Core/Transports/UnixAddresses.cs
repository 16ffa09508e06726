using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>Unix endpoints as the framework wants them: an abstract name begins with a zero byte (unix(7)).</summary>
internal static class UnixAddresses
{
    public static UnixDomainSocketEndPoint Of(UnixEndpoint endpoint) => new(endpoint.IsAbstract ? $"\0{endpoint.Path}" : endpoint.Path);

    /// <summary>
    /// Binds without the framework knowing: a socket that <see cref="Socket.Bind"/> has bound deletes its path by name
    /// when it is disposed, whoever owns that name by then (measured on .NET 10).
    /// </summary>
    /// <returns>The same descriptor as a socket that leaves the path alone.</returns>
    public static unsafe Socket Bind(Socket socket, UnixEndpoint endpoint)
    {
        var address = Of(endpoint).Serialize();
        fixed (byte* bytes = address.Buffer.Span)
        {
            return Libc.Bind((int)socket.Handle, bytes, (uint)address.Size) == 0
                ? DirectConnect.Adopt(socket)
                : throw new FailureException(Describe(Unix.LastError, endpoint));
        }
    }

    /// <summary>The framework takes ENOENT for EADDRNOTAVAIL and ENOTDIR for nothing it knows. A Unix socket connects at once or not at all (connect(2)).</summary>
    public static Socket Connect(Socket socket, UnixEndpoint endpoint) => DirectConnect.Start(socket, Of(endpoint)) is not 0 and var error
        ? throw new FailureException(Unreached(SocketFailures.OfErrno(error, Operation.Connect, endpoint.ToString())))
        : DirectConnect.Adopt(socket);

    /// <summary>The path goes with its listener: where there is none, nobody listens.</summary>
    public static Failure Unreached(Failure failure) => failure.Errno == Errno.NotThere ? failure with { Kind = FailureKind.Refused } : failure;

    private static Failure Describe(int errno, UnixEndpoint endpoint) =>
        new(errno == Errno.AddressInUse ? FailureKind.AddressInUse : FailureKind.CannotBind, Operation.Bind) { Subject = endpoint.ToString(), Errno = errno };
}
