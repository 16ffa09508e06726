using System.Net;
using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>
/// connect(2) without the framework, whose own waiting, once begun, wakes a thread at every readiness of the socket for as
/// long as it lives: in a stream that is hundreds a second that nobody waits for.
/// </summary>
internal static class DirectConnect
{
    // SOL_SOCKET and SO_ERROR as Linux numbers them (socket(7)).
    private const int SocketLevel = 1;
    private const int PendingError = 4;

    /// <summary>Makes the socket non-blocking. 0 or the errno, EINPROGRESS where the answer is to be waited for.</summary>
    public static unsafe int Start(Socket socket, EndPoint to)
    {
        socket.Blocking = false;
        var address = to.Serialize();
        fixed (byte* bytes = address.Buffer.Span)
        {
            return Libc.Connect((int)socket.Handle, bytes, (uint)address.Size) == 0 ? 0 : Unix.LastError;
        }
    }

    /// <summary>Connects and waits for it. 0 or the errno. For Linux.</summary>
    public static async ValueTask<int> RunAsync(Socket socket, EndPoint to, ITransportObserver observer, CancellationToken cancellation)
    {
        var error = Start(socket, to);
        observer.Dialled(socket, to, error);
        if (error != Errno.InProgress)
        {
            return error;
        }

        await Readiness.WaitAsync((int)socket.Handle, PollEvents.Write, cancellation);
        Span<byte> pending = stackalloc byte[sizeof(int)];
        socket.GetRawSocketOption(SocketLevel, PendingError, pending);
        return BitConverter.ToInt32(pending);
    }

    /// <summary>The same descriptor as a socket that knows how it is bound and connected. <paramref name="socket"/> is not to be used any more.</summary>
    public static Socket Adopt(Socket socket)
    {
#pragma warning disable CA1816 // its descriptor lives on in the socket returned; its finalizer must not close it
        GC.SuppressFinalize(socket);
#pragma warning restore CA1816
        return new Socket(socket.SafeHandle);
    }
}
