using System.Net.Sockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports;

/// <summary>
/// A listening stream socket. <paramref name="tuned"/> is shown each that is accepted; <paramref name="closed"/> clears up what bind(2)
/// left in the file system.
/// </summary>
internal sealed class SocketListener(Socket socket, BoundAddress address, SocketSettings settings, Action<Socket>? tuned = null, Action? closed = null) : IListener, IFileNumber
{
    private Action? atEnd = closed;

    public BoundAddress Address => address;

    public bool HasWaiting
    {
        get
        {
            try
            {
                return socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);
            }
            catch (ObjectDisposedException)
            {
                return false;
            }
        }
    }

    public int Descriptor => (int)socket.Handle;

    public async ValueTask<IConnection> AcceptAsync(CancellationToken cancellation)
    {
        // Socket options, TCP_NODELAY among them, come from the listener (tcp(7)).
        var accepted = await StreamSockets.AcceptAsync(socket, settings, address.Name, cancellation);
        tuned?.Invoke(accepted);
        return new SocketConnection(accepted, settings.Limits, settings.Clock);
    }

    public ValueTask DisposeAsync()
    {
        // Once only: later the path may be a newer server's.
        Interlocked.Exchange(ref atEnd, null)?.Invoke();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
