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
                ? Adopt(socket)
                : throw new FailureException(Describe(Unix.LastError, endpoint));
        }
    }

    /// <summary>
    /// Connects without the framework, which takes ENOENT for EADDRNOTAVAIL and ENOTDIR for nothing it knows. A Unix
    /// socket connects at once or not at all (connect(2)).
    /// </summary>
    /// <returns>The same descriptor as a socket that knows it is connected.</returns>
    public static unsafe Socket Connect(Socket socket, UnixEndpoint endpoint)
    {
        socket.Blocking = false;
        var address = Of(endpoint).Serialize();
        fixed (byte* bytes = address.Buffer.Span)
        {
            return Libc.Connect((int)socket.Handle, bytes, (uint)address.Size) == 0
                ? Adopt(socket)
                : throw new FailureException(SocketFailures.OfErrno(Unix.LastError, Operation.Connect, endpoint.ToString()));
        }
    }

    private static Socket Adopt(Socket socket)
    {
#pragma warning disable CA1816 // its descriptor lives on in the socket returned; its finalizer must not close it
        GC.SuppressFinalize(socket);
#pragma warning restore CA1816
        return new Socket(socket.SafeHandle);
    }

    private static Failure Describe(int errno, UnixEndpoint endpoint) =>
        new(errno == Errno.AddressInUse ? FailureKind.AddressInUse : FailureKind.CannotBind, Operation.Bind) { Subject = endpoint.ToString(), Errno = errno };
}
