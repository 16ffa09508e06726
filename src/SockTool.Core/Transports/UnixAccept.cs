using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>
/// accept(2) at a Unix socket without the framework, which leaves a peer's address no more room than the listener's own
/// takes: of a client that is bound to a longer path it throws, on a thread of its own, and the process ends (measured on .NET 10).
/// </summary>
internal static class UnixAccept
{
    /// <summary>The next client.</summary>
    /// <exception cref="FailureException">accept(2) failed.</exception>
    public static async ValueTask<Socket> NextAsync(Socket listener, string name, CancellationToken cancellation)
    {
        listener.Blocking = false;
        while (true)
        {
            // Another process may accept at the same socket, and have been faster.
            await Readiness.WaitAsync((int)listener.Handle, PollEvents.Read, cancellation);
            var client = TryNext(listener, out var errno);
            if (client is not null)
            {
                return client;
            }

            if (errno != Errno.TryAgain)
            {
                throw Failed(errno, name);
            }
        }
    }

    /// <summary>The client that is there now.</summary>
    /// <exception cref="FailureException">accept(2) failed; kind WouldBlock where nobody is there.</exception>
    public static Socket Now(Socket listener, string name)
    {
        listener.Blocking = false;
        return TryNext(listener, out var errno) ?? throw Failed(errno, name);
    }

    private static Socket? TryNext(Socket listener, out int errno)
    {
        int descriptor;
        do
        {
            descriptor = Accept((int)listener.Handle);
            errno = descriptor < 0 ? Unix.LastError : 0;
        }
        while (errno == Errno.Interrupted);

        return descriptor < 0 ? null : new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
    }

    private static int Accept(int listener)
    {
        if (Platform.HasLinuxCalls)
        {
            return Libc.Accept(listener, 0, 0, Unix.CloseOnExec);
        }

        var descriptor = Libc.Accept(listener, 0, 0);
        if (descriptor >= 0)
        {
            Unix.SetCloseOnExec(descriptor);
        }

        return descriptor;
    }

    private static FailureException Failed(int errno, string name) => new(SocketFailures.OfErrno(errno, Operation.Accept, name));
}
