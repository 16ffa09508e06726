using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>Sends datagrams, each whole or not at all, and waits where the kernel has no room for one.</summary>
internal sealed class DatagramWrites(Socket socket, SocketSettings settings, string name)
{
    // An error of an earlier datagram stands in the way of the next one once; one that stays is about this one.
    private const int Tries = 4;

    private readonly int descriptor = (int)socket.Handle;

    public IcmpPolicy Icmp { get; init; }

    /// <param name="bytes">One datagram.</param>
    /// <param name="destination">null for whom the socket is connected to.</param>
    /// <param name="cancellation">Ends the wait for room.</param>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, SocketAddress? destination, CancellationToken cancellation)
    {
        var count = DatagramIo.Send(socket, descriptor, bytes.Span, destination);
        return count >= 0 ? ValueTask.CompletedTask : SendLaterAsync(bytes, destination, count, cancellation);
    }

    private async ValueTask SendLaterAsync(ReadOnlyMemory<byte> bytes, SocketAddress? destination, int count, CancellationToken cancellation)
    {
        for (var tried = 1; count < 0;)
        {
            if (-count == Errno.TryAgain)
            {
                await WaitForRoomAsync(bytes.Length, cancellation);
            }
            else
            {
                var failure = SocketFailures.OfErrno(-count, Operation.Write, name);
                if (Icmp == IcmpPolicy.Fail || tried++ == Tries || !Datagrams.Icmp.Says(failure))
                {
                    throw new FailureException(failure);
                }
            }

            count = DatagramIo.Send(socket, descriptor, bytes.Span, destination);
        }
    }

    private async ValueTask WaitForRoomAsync(int offered, CancellationToken cancellation)
    {
        var late = new Failure(FailureKind.TimedOut, Operation.Write) { Subject = name };
        if (settings.Limits.Write == TimeSpan.Zero)
        {
            throw new FailureException(late with { Kind = FailureKind.WouldBlock, Errno = Errno.TryAgain, Offered = offered });
        }

        await Limited.RunAsync(c => SocketIo.WaitToWriteAsync(socket, descriptor, c), settings.Limits.Write, late, settings.Clock, cancellation);
    }
}
