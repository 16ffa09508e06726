using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>
/// The client's end of UDP: one write is one datagram, and a datagram is read whole, in pieces where a read has less room.
/// Connected, ICMP is told by the next call (udp(7)); to a group or a broadcast address answers come from anybody.
/// </summary>
/// <param name="socket">Connected where <paramref name="destination"/> is null.</param>
/// <param name="peer">Where datagrams go.</param>
/// <param name="destination">The same for sendto(2).</param>
/// <param name="settings">Limits, clock and observer.</param>
internal sealed class UdpConnection(Socket socket, IPEndPoint peer, SocketAddress? destination, SocketSettings settings)
    : IConnection, IKernelInput, IMessageInput, IMessageOutput, IFileNumber, IDeparture, ILocalName, ISocketBacked, IOrderlyEnd
{
    private readonly DatagramPieces pieces = new();
    private readonly SocketAddress sender = new(socket.AddressFamily);
    private readonly DatagramWrites writes = new(socket, settings, SocketNames.Of(peer));
    private readonly PendingError pending = new(socket);
    private SocketAddress? lastSender;
    private string lastSenderName = "";
    private byte[] whole = [];
    private int closed;

    public Socket Socket => socket;

    public string Name { get; } = SocketNames.Of(peer);

    public string LocalName => SocketNames.Local(socket);

    public int Descriptor { get; } = (int)socket.Handle;

    public SessionEnd OrderlyEnd => SessionEnd.None;

    public int LargestMessage => DatagramIo.Largest;

    public bool HasEnded => false;

    // The kernel's own moves make streams of datagrams.
    public int? ReadDescriptor => null;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellation)
        : TryRead(buffer.Span, out var count) ? ValueTask.FromResult(count)
        : ReadLaterAsync(buffer, cancellation);

    public bool TryRead(Span<byte> buffer, out int count)
    {
        if (!pieces.IsEmpty)
        {
            count = pieces.Take(buffer);
            return true;
        }

        var hasRoom = buffer.Length >= DatagramIo.WholeSize;
        if (!hasRoom && whole.Length == 0)
        {
            whole = new byte[DatagramIo.WholeSize];
        }

        count = DatagramIo.Receive(socket, Descriptor, hasRoom ? buffer : whole, sender);
        if (count < 0)
        {
            var errno = -count == Errno.TryAgain && pending.Taken > 0 ? pending.Taken : -count;
            return errno == Errno.TryAgain && settings.Limits.Read != TimeSpan.Zero ? false : throw new FailureException(DescribeRead(errno));
        }

        settings.Observer.DatagramFrom(NameOfSender(), count);
        count = hasRoom ? count : pieces.TakeFrom(whole.AsMemory(0, count), buffer);
        return true;
    }

    public async ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation)
    {
        if (settings.Limits.Read != TimeSpan.Zero && pieces.IsEmpty && pending.Taken == 0)
        {
            await Limited.RunAsync(c => SocketIo.WaitToReadAsync(socket, Descriptor, c), settings.Limits.Read, TimedOut, settings.Clock, cancellation);
        }
    }

    public Failure DescribeRead(int errno) => SocketFailures.OfErrno(errno, Operation.Read, Name);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => writes.SendAsync(bytes, destination, cancellation);

    /// <summary>UDP has no end to tell. Fails with what ICMP has said by now of what was sent.</summary>
    public ValueTask CompleteWritesAsync(CancellationToken cancellation) =>
        pending.Take() is > 0 and var errno ? throw new FailureException(SocketFailures.OfErrno(errno, Operation.Write, Name)) : ValueTask.CompletedTask;

    /// <summary>Notices an ICMP error while nothing is read or written: poll(2) reports POLLERR unasked.</summary>
    public async Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation)
    {
        if (!Platform.HasDescriptors)
        {
            return await Never.DepartsAsync(cancellation);
        }

        await Readiness.WaitAsync(Descriptor, PollEvents.None, cancellation);
        return pending.Take() is > 0 and var errno ? SocketFailures.OfErrno(errno, Operation.Write, Name) : await Never.DepartsAsync(cancellation);
    }

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 0)
        {
            Overflow.Tell(socket, LocalName, settings.Observer);
            socket.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private Failure TimedOut => new(FailureKind.TimedOut, Operation.Read) { Subject = Name };

    private string NameOfSender()
    {
        if (!sender.Equals(lastSender))
        {
            lastSender = sender.Copied();
            lastSenderName = SocketNames.Of(sender.ToEndPoint());
        }

        return lastSenderName;
    }

    private async ValueTask<int> ReadLaterAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        int count;
        do
        {
            await WaitToReadAsync(Resume.OnThePool, cancellation);
        }
        while (!TryRead(buffer.Span, out count));
        return count;
    }
}
