using System.Net.Sockets;

namespace SockTool.Core.Connections;

/// <summary>
/// How a socket of ours ends. A process that is killed closes its sockets in order, as far as the peer can see, and what it had
/// sent looks whole there; so until we end our way of a TCP connection its end is a reset: SO_LINGER with zero seconds (socket(7)).
/// </summary>
internal static class SocketEnding
{
    private static readonly LingerOption AsReset = new(enable: true, seconds: 0);
    private static readonly LingerOption InOrder = new(enable: false, seconds: 0);

    /// <summary>Whether the end of <paramref name="socket"/> is a reset from now on: not where somebody asked for an SO_LINGER of his own.</summary>
    public static bool TryArm(Socket socket) => socket.ProtocolType == ProtocolType.Tcp && !IsChosen(socket) && TrySet(socket, AsReset);

    /// <summary>
    /// Undoes <see cref="TryArm"/>. This has to come before shutdown(2): where both ways are ended macOS takes no more options, and a
    /// close would drop what is still on its way.
    /// </summary>
    public static void Disarm(Socket socket) => TrySet(socket, InOrder);

    public static void Reset(Socket socket) => TrySet(socket, AsReset);

    private static bool IsChosen(Socket socket)
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
    private static bool TrySet(Socket socket, LingerOption linger)
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
