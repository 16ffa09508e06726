using System.Net.Sockets;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>
/// The error that ICMP left with a socket. Asking for it clears it (socket(7), SO_ERROR), and whoever asks may have no
/// use for the answer any more: so it is kept here for everybody.
/// </summary>
internal sealed class PendingError(Socket socket)
{
    private readonly Lock gate = new();
    private int taken;

    /// <summary>What was found so far; 0 for nothing.</summary>
    public int Taken
    {
        get
        {
            lock (gate)
            {
                return taken;
            }
        }
    }

    /// <summary>Asks the socket. What was found, now or before; 0 for nothing.</summary>
    public int Take()
    {
        lock (gate)
        {
            if (taken == 0)
            {
                // The framework answers with its own number for the system's.
                var error = (int)(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) ?? 0);
                taken = error == 0 ? 0 : new SocketException(error).NativeErrorCode;
            }

            return taken;
        }
    }
}
