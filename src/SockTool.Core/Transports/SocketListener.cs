using System.Net.Sockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>A listening stream socket. <paramref name="closed"/> clears up what bind(2) left in the file system.</summary>
internal sealed class SocketListener(Socket socket, BoundAddress address, SocketSettings settings, Action? closed = null) : IListener, IDescriptors
{
    public BoundAddress Address => address;

    public int ReadDescriptor => (int)socket.Handle;

    public int WriteDescriptor => ReadDescriptor;

    public async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation)
    {
        var accepted = await StreamSockets.AcceptAsync(socket, settings, address.Name, cancellation);
        if (accepted.ProtocolType == ProtocolType.Tcp)
        {
            accepted.NoDelay = true;
        }

        return new SocketConnection(accepted, settings.Limits, settings.Clock);
    }

    public ValueTask DisposeAsync()
    {
        closed?.Invoke();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
