using System.Net.Sockets;

namespace SockTool.Core.Connections;

/// <summary>
/// How a socket of ours ends. A process that is killed closes its sockets in order, as far as the peer can see, and what it had
/// sent looks whole there; so until we end a TCP connection ourselves its end is a reset: SO_LINGER with zero seconds (socket(7)).
/// </summary>
internal sealed class SocketEnding
{
    private static readonly LingerOption AsReset = new(enable: true, seconds: 0);
    private static readonly LingerOption InOrder = new(enable: false, seconds: 0);

    private readonly Socket socket;
    private bool isArmed;

    private SocketEnding(Socket socket) => this.socket = socket;

    /// <summary>Whoever asked for an SO_LINGER of his own has it.</summary>
    public static SocketEnding Of(Socket socket)
    {
        var ending = new SocketEnding(socket);
        if (socket.ProtocolType == ProtocolType.Tcp && !ending.IsChosen())
        {
            ending.isArmed = ending.TrySet(AsReset);
        }

        return ending;
    }

    /// <summary>The coming close is a reset.</summary>
    public void Reset()
    {
        isArmed = false;
        _ = TrySet(AsReset);
    }

    /// <summary>The socket is about to be closed by us.</summary>
    public void Come()
    {
        if (isArmed)
        {
            isArmed = false;
            _ = TrySet(InOrder);
        }
    }

    private bool IsChosen()
    {
        try
        {
            return socket.LingerState is { Enabled: true };
        }
        catch (SocketException)
        {
            return true;
        }
    }

    // A connection that is over takes no options on some systems; then how it ends is settled.
    private bool TrySet(LingerOption linger)
    {
        try
        {
            socket.LingerState = linger;
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
