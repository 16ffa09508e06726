using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Inherited;

/// <summary>
/// Accepts at a listening socket that our parent handed over (systemd), or serves the one connection that it is (inetd, "nowait").
/// It was bound by somebody else, who may go on listening: its path stays, and closing it here closes it for nobody else.
/// </summary>
public sealed class InheritedBinder(DescriptorEndpoint endpoint, SocketSettings settings) : IBinder
{
    public ValueTask<IListener> BindAsync(CancellationToken cancellation) =>
        Platform.HasDescriptors ? ValueTask.FromResult(Serve(InheritedSocket.Take(endpoint))) : throw new PlatformNotSupportedException();

    private IListener Serve(Socket socket)
    {
        try
        {
            var state = InheritedSocket.StateOf(socket);
            if (state == SocketState.Neither)
            {
                throw InheritedSocket.Refused(endpoint, Errno.InvalidArgument);
            }

            // accept(2) has no flag for not waiting, so that a listener becomes non-blocking for whoever shares it too, as
            // every server makes it; a standard stream must not.
            if (state == SocketState.Listening && endpoint.IsStandardStream)
            {
                throw InheritedSocket.Refused(endpoint, Errno.OperationNotPermitted);
            }

            InheritedSocket.ApplyOptions(socket, settings);
            return state == SocketState.Listening
                ? new SocketListener(socket, AddressOf(socket), settings)
                : new OnlyConnection(InheritedSocket.Connect(socket, endpoint, settings), AddressOf(socket));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private BoundAddress AddressOf(Socket socket)
    {
        const string Nameless = "unix:";
        var name = SocketNames.Local(socket) is { Length: > 0 } and not Nameless and var told ? told : endpoint.ToString();
        return socket.LocalEndPoint is IPEndPoint at
            ? new BoundAddress(name, at.Address.ToString(), at.Port, null)
            : new BoundAddress(name, name, null, null);
    }
}
