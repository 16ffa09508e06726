using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>Receives all that comes to a socket until told to stop.</summary>
internal sealed class DatagramLoop(Socket socket, DatagramLock locking, DatagramLoop.Arrived arrived)
{
    private readonly byte[] buffer = new byte[DatagramIo.WholeSize];
    private readonly SocketAddress sender = new(socket.AddressFamily);
    private readonly int descriptor = (int)socket.Handle;

    /// <summary>Told of each datagram; what it is given is overwritten by the next.</summary>
    public delegate void Arrived(SocketAddress sender, ReadOnlySpan<byte> datagram);

    /// <summary>The failure, or the bug, that ended it; null where it was told to stop.</summary>
    public async Task<Exception?> RunAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await SocketIo.WaitToReadAsync(socket, descriptor, cancellation);
                if (ReceiveAll(cancellation) is { } failure)
                {
                    return failure;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
#pragma warning disable CA1031 // a bug goes where it is seen: to whoever accepts or reads, and from there to exit 70
        catch (Exception bug)
#pragma warning restore CA1031
        {
            return bug;
        }
    }

    private FailureException? ReceiveAll(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var count = locking.Receive(buffer, sender);
            if (count >= 0)
            {
                arrived(sender, buffer.AsSpan(0, count));
                continue;
            }

            if (-count == Errno.TryAgain)
            {
                return null;
            }

            var failure = SocketFailures.OfErrno(-count, Operation.Read, SocketNames.Local(socket));

            // What ICMP says of one that has left is no concern of a server's (rule U5).
            if (!Icmp.Says(failure))
            {
                return new FailureException(failure);
            }
        }

        return null;
    }
}
