using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Inherited;

/// <summary>Goes on with a connection that our parent opened. There is one of it, once.</summary>
public sealed class InheritedConnector(DescriptorEndpoint endpoint, SocketSettings settings) : IConnector
{
    public IConnector TellingTo(ITransportObserver observer) => new InheritedConnector(endpoint, settings with { Observer = observer });

    public ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        settings.Observer.Connecting(endpoint.ToString());
        return Platform.HasDescriptors ? ValueTask.FromResult<IConnection>(Join(InheritedSocket.Take(endpoint))) : throw new PlatformNotSupportedException();
    }

    private SocketConnection Join(Socket socket)
    {
        try
        {
            if (InheritedSocket.StateOf(socket) != SocketState.Connected)
            {
                throw InheritedSocket.Refused(endpoint, Errno.NotConnected);
            }

            InheritedSocket.ApplyOptions(socket, settings);
            return InheritedSocket.Connect(socket, endpoint, settings);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
