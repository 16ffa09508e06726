using System.Net.Sockets;
using System.Runtime.Versioning;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Inherited;

/// <summary>What an inherited stream socket is good for.</summary>
internal enum SocketState
{
    Neither,
    Listening,
    Connected,
}

/// <summary>Takes over a socket that our parent handed to us, and finds out what it is: socket(7), getpeername(2).</summary>
internal static class InheritedSocket
{
    /// <summary>The socket as ours to close, and no child's. A standard stream stays as it is, and a copy of it is taken.</summary>
    /// <exception cref="FailureException">Nobody handed it over, or it is not a stream socket of TCP or Unix; kind CannotBind.</exception>
    [UnsupportedOSPlatform("windows")]
    public static Socket Take(DescriptorEndpoint endpoint)
    {
        // By now the runtime may have opened something of its own there.
        if (!StandardDescriptors.IsInherited(endpoint.Number))
        {
            throw Refused(endpoint, Errno.BadDescriptor);
        }

        var socket = Open(endpoint);
        if ((socket.SocketType, socket.AddressFamily) is (SocketType.Stream, AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 or AddressFamily.Unix))
        {
            return socket;
        }

        var errno = socket.SocketType == SocketType.Stream ? Errno.WrongFamily : Errno.WrongType;
        socket.Dispose();
        throw Refused(endpoint, errno);
    }

    public static SocketState StateOf(Socket socket) =>
        (int)(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.AcceptConnection) ?? 0) != 0 ? SocketState.Listening
        : socket.Connected ? SocketState.Connected
        : SocketState.Neither;

    /// <summary>Its connection. One without names, as those of socketpair(2), is called what the user calls it.</summary>
    public static SocketConnection Connect(Socket socket, DescriptorEndpoint endpoint, SocketSettings settings)
    {
        const string Nameless = "unix:";
        var connection = new SocketConnection(socket, settings.Limits, settings.Clock, Holding.Shared);
        if (connection.Name is "" or Nameless)
        {
            connection.CallIt(endpoint.ToString());
        }

        return connection;
    }

    public static void ApplyOptions(Socket socket, SocketSettings settings)
    {
        try
        {
            if (socket.AddressFamily != AddressFamily.Unix)
            {
                socket.NoDelay = true;
            }
        }
        catch (SocketException error)
        {
            // Reset since it was looked at.
            throw SocketFailures.From(error, Operation.Option, "TCP_NODELAY");
        }

        StreamSockets.ApplyOptions(socket, settings);
    }

    public static FailureException Refused(DescriptorEndpoint endpoint, int errno) =>
        new(new Failure(FailureKind.CannotBind, Operation.Inherit) { Subject = endpoint.ToString(), Errno = errno });

    [UnsupportedOSPlatform("windows")]
    private static Socket Open(DescriptorEndpoint endpoint)
    {
        var number = endpoint.Number;
        if (endpoint.IsStandardStream)
        {
            number = OwnDescriptors.DuplicateFrom(StandardDescriptors.Error + 1, number);
        }
        else
        {
            Unix.SetCloseOnExec(number);
        }

        var socket = new Socket(new SafeSocketHandle(number, ownsHandle: true));
        try
        {
            // The framework makes a socket of any descriptor; SO_TYPE is of sockets only.
            _ = socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Type);
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw Refused(endpoint, error.NativeErrorCode);
        }
    }
}
