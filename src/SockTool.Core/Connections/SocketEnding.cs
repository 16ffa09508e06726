using System.Net.Sockets;

namespace SockTool.Core.Connections;

/// <summary>
/// How a socket of ours ends. A process that is killed closes its sockets in order, as far as the peer can see, and what it had
/// sent looks whole there; so until we end our way of a TCP connection its end is a reset: SO_LINGER with zero seconds (socket(7)).
/// </summary>
internal sealed class SocketEnding(Socket socket, Holding holding)
{
    private static readonly LingerOption AsReset = new(enable: true, seconds: 0);
    private static readonly LingerOption InOrder = new(enable: false, seconds: 0);

    private bool isArmed;

    /// <summary>Not where somebody asked for an SO_LINGER of his own, or holds the socket too.</summary>
    public void Arm() => isArmed = holding == Holding.Alone && socket.ProtocolType == ProtocolType.Tcp && !IsChosen() && TrySet(AsReset);

    /// <summary>Ends our way. Where both ways are ended macOS takes no more options, and a close would drop what is still on its way.</summary>
    public void EndSending()
    {
        ComeInOrder();
        SocketIo.EndSending(socket);
    }

    /// <summary>The coming close is none that we are forced to.</summary>
    public void ComeInOrder()
    {
        if (isArmed)
        {
            isArmed = false;
            _ = TrySet(InOrder);
        }
    }

    /// <summary>The coming close is a reset.</summary>
    public void Reset()
    {
        isArmed = false;
        _ = TrySet(AsReset);
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

    // Of a connection that is over some systems say that the option is wrong.
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
