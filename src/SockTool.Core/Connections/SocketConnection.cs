using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A connected stream socket. Reads and writes keep to <see cref="OperationLimits"/>; a write is tried at once and waits
/// only when the kernel has no room, so that the count of taken bytes is exact whatever ends it.
/// </summary>
public sealed class SocketConnection : IConnection, IKernelInput, IKernelOutput, IFileNumber, IDeparture, ILeaving, IDelivery, IResettable, ILocalName, INameable, IPrefaced, ISocketBacked
{
    // A write of this size belongs to a stream under way.
    private const int Bulk = 64 * 1024;

    private readonly TimeProvider clock;
    private readonly TcpInfo? atOpening;
    private readonly int descriptor;
    private readonly Holding holding;
    private readonly SocketEnding ending;
    private OperationLimits limits;
    private long preface;
    private DescriptorWait? readable;
    private volatile bool isClosed;

    public SocketConnection(Socket socket, OperationLimits limits, TimeProvider clock, Holding holding = Holding.Alone)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (holding == Holding.Alone)
        {
            socket.Blocking = false;
        }

        this.holding = holding;
        ending = new SocketEnding(socket, holding);
        Socket = socket;
        descriptor = (int)socket.Handle;
        this.limits = limits;
        this.clock = clock;
        Name = SocketNames.Peer(socket);
        LocalName = SocketNames.Local(socket);
        atOpening = TcpInfo.TryRead(socket);
    }

    public Socket Socket { get; }

    public string Name { get; private set; }

    public string LocalName { get; }

    public int Descriptor
    {
        get
        {
            // By now the number may be somebody else's.
            ObjectDisposedException.ThrowIf(isClosed, this);
            return descriptor;
        }
    }

    // A Unix socket's read also ends early where descriptors were passed (unix(7), SCM_RIGHTS), after which no edge comes.
    private bool CanWaitInPlace => limits.Read == Timeout.InfiniteTimeSpan && Socket.ProtocolType == ProtocolType.Tcp && Platform.HasDescriptors;

    public bool IsLeaving => isClosed || SocketIo.IsLeaving(descriptor);

    public int? ReadDescriptor => limits.Read == TimeSpan.Zero || holding == Holding.Shared ? null : Descriptor;

    public int? WriteDescriptor => limits.Write == TimeSpan.Zero || holding == Holding.Shared ? null : Descriptor;

    // What the handshake's SYN counted is in the first reading (RFC 4898 counts sequence space), hence the difference.
    public long? Acknowledged => TcpInfo.TryRead(Socket)?.BytesAcknowledged - atOpening?.BytesAcknowledged is { } all ? Math.Max(0, all - preface) : null;

    public bool IsOver => TcpInfo.TryRead(Socket)?.IsClosed ?? false;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellation)
        : TryRead(buffer.Span, out var count) ? ValueTask.FromResult(count)
        : ReadLaterAsync(buffer, cancellation);

    public bool TryRead(Span<byte> buffer, out int count)
    {
        count = SocketIo.Receive(Socket, Descriptor, buffer);
        return count >= 0 || (-count == Errno.TryAgain && limits.Read != TimeSpan.Zero ? false : throw new FailureException(DescribeRead(-count)));
    }

    public ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation) =>
        limits.Read == TimeSpan.Zero ? ValueTask.CompletedTask
        : resume == Resume.InPlace && CanWaitInPlace ? WaitInPlaceAsync(cancellation)
        : WaitWithinLimitAsync(cancellation);

    public Failure DescribeRead(int errno) => SocketFailures.OfErrno(errno, Operation.Read, Name);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var count = SocketIo.Send(Socket, Descriptor, bytes.Span);
        return count == bytes.Length ? ValueTask.CompletedTask : WriteRestAsync(bytes, count, cancellation);
    }

    public async ValueTask WaitToWriteAsync(CancellationToken cancellation) => await Limited.RunAsync(
        c => SocketIo.WaitToWriteAsync(Socket, Descriptor, c), limits.Write, TimedOut(Operation.Write), clock, cancellation);

    public Failure DescribeWrite(int errno) => SocketFailures.OfErrno(errno, Operation.Write, Name);

    public ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        ending.EndSending();
        return ValueTask.CompletedTask;
    }

    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) => SocketIo.WaitForDepartureAsync(Socket, Descriptor, Name, cancellation);

    public void CallIt(string name) => Name = name;

    public void BeginSession(OperationLimits ofSession, long sentBefore) => (limits, preface) = (ofSession, preface + sentBefore);

    public void ResetOnClose() => ending.Reset();

    public void ResetUnlessEnded() => ending.Arm();

    public ValueTask DisposeAsync()
    {
        readable?.Forget();
        isClosed = true;
        ending.ComeInOrder();
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }

    // Nobody looks first: what was just read to its end is hardly ever ready again, and asking is a system call too.
    private ValueTask WaitInPlaceAsync(CancellationToken cancellation) =>
        (readable ??= new DescriptorWait(Descriptor, Resume.InPlace)).StartQuietlyAsync(PollEvents.Read, cancellation);

    private async ValueTask WaitWithinLimitAsync(CancellationToken cancellation) =>
        await Limited.RunAsync(c => SocketIo.WaitToReadAsync(Socket, Descriptor, c), limits.Read, TimedOut(Operation.Read), clock, cancellation);

    private async ValueTask<int> ReadLaterAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        int count;
        do
        {
            await WaitWithinLimitAsync(cancellation);
        }
        while (!TryRead(buffer.Span, out count));
        return count;
    }

    private async ValueTask WriteRestAsync(ReadOnlyMemory<byte> bytes, int count, CancellationToken cancellation)
    {
        var taken = 0;
        while (true)
        {
            if (count >= 0)
            {
                taken += count;
            }
            else if (-count == Errno.TryAgain)
            {
                await WaitForRoomAsync(taken, bytes.Length, cancellation);
            }
            else
            {
                throw new FailureException(DescribeWrite(-count), taken);
            }

            if (taken == bytes.Length)
            {
                return;
            }

            count = SocketIo.Send(Socket, Descriptor, bytes.Span[taken..]);
        }
    }

    private async ValueTask WaitForRoomAsync(int taken, int offered, CancellationToken cancellation)
    {
        if (limits.Write == TimeSpan.Zero)
        {
            throw new FailureException(TimedOut(Operation.Write) with { Kind = FailureKind.WouldBlock, Bytes = taken, Offered = offered }, taken);
        }

        if (offered >= Bulk && !cancellation.IsCancellationRequested && BriefWait.Sees(Descriptor, PollEvents.Write))
        {
            return;
        }

        try
        {
            await WaitToWriteAsync(cancellation);
        }
        catch (FailureException expired)
        {
            throw new FailureException(expired.Failure, taken);
        }
        catch (OperationCanceledException)
        {
            throw new WriteCancelledException(taken, cancellation);
        }
    }

    private Failure TimedOut(Operation operation) => new(FailureKind.TimedOut, operation) { Subject = Name };
}
