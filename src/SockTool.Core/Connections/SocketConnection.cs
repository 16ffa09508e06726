using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A connected stream socket. Reads and writes keep to <see cref="OperationLimits"/>; a write is tried at once and waits
/// only when the kernel has no room, so that the count of taken bytes is exact whatever ends it.
/// </summary>
public sealed class SocketConnection : IConnection, IKernelInput, IKernelOutput, IFileNumber, IDeparture, IDelivery, IResettable, ILocalName
{
    private readonly OperationLimits limits;
    private readonly TimeProvider clock;
    private readonly TcpInfo? atOpening;
    private DescriptorWait? readable;

    public SocketConnection(Socket socket, OperationLimits limits, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(socket);
        socket.Blocking = false;
        Socket = socket;
        this.limits = limits;
        this.clock = clock;
        Name = SocketNames.Peer(socket);
        LocalName = SocketNames.Local(socket);
        atOpening = TcpInfo.TryRead(socket);
    }

    public Socket Socket { get; }

    public string Name { get; }

    public string LocalName { get; }

    public int Descriptor => (int)Socket.Handle;

    public int? ReadDescriptor => limits.Read == TimeSpan.Zero ? null : Descriptor;

    public int? WriteDescriptor => limits.Write == TimeSpan.Zero ? null : Descriptor;

    // What the handshake's SYN counted is in the first reading (RFC 4898 counts sequence space), hence the difference.
    public long? Acknowledged => TcpInfo.TryRead(Socket)?.BytesAcknowledged - atOpening?.BytesAcknowledged;

    public bool IsOver => TcpInfo.TryRead(Socket)?.IsClosed ?? false;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Socket.Receive(buffer.Span, SocketFlags.None, out var error);
            switch (error)
            {
                case SocketError.Success:
                    return count;
                case SocketError.WouldBlock when limits.Read != TimeSpan.Zero:
                    await WaitToReadAsync(Resume.OnThePool, cancellation);
                    break;
                case SocketError.Interrupted:
                    break;
                default:
                    throw SocketFailures.From(new SocketException((int)error), Operation.Read, Name);
            }
        }
    }

    public ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation) =>
        limits.Read == TimeSpan.Zero ? ValueTask.CompletedTask
        : resume == Resume.InPlace && limits.Read == Timeout.InfiniteTimeSpan && !OperatingSystem.IsWindows() ? WaitInPlaceAsync(cancellation)
        : WaitWithinLimitAsync(cancellation);

    public Failure DescribeRead(int errno) => SocketFailures.OfErrno(errno, Operation.Read, Name);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        for (var taken = 0; taken < bytes.Length;)
        {
            taken += Socket.Send(bytes.Span[taken..], SocketFlags.None, out var error);
            if (error is SocketError.WouldBlock)
            {
                await WaitForRoomAsync(taken, bytes.Length, cancellation);
            }
            else if (error is not (SocketError.Success or SocketError.Interrupted))
            {
                throw SocketFailures.From(new SocketException((int)error), Operation.Write, Name, taken);
            }
        }
    }

    public async ValueTask WaitToWriteAsync(CancellationToken cancellation) => await Limited.RunAsync(
        c => Readiness.WaitAsync(Descriptor, PollEvents.Write, c), limits.Write, TimedOut(Operation.Write), clock, cancellation);

    public Failure DescribeWrite(int errno) => SocketFailures.OfErrno(errno, Operation.Write, Name);

    public ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        try
        {
            Socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // ENOTCONN: the peer reset first, which the next read reports with its cause.
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Notices a reset while nothing is read or written: poll(2) reports POLLERR and POLLHUP unasked.</summary>
    public async Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation)
    {
        await Readiness.WaitAsync(Descriptor, PollEvents.None, cancellation);
        var error = (int)(Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) ?? 0);
        return error == 0 ? null : SocketFailures.Describe(new SocketException(error), Operation.Write, Name);
    }

    public void ResetOnClose() => Socket.LingerState = new LingerOption(enable: true, seconds: 0);

    public ValueTask DisposeAsync()
    {
        readable?.Forget();
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }

    // Nobody looks first: what was just read to its end is hardly ever ready again, and asking is a system call too.
    private ValueTask WaitInPlaceAsync(CancellationToken cancellation) =>
        (readable ??= new DescriptorWait(Descriptor, Resume.InPlace)).StartQuietlyAsync(PollEvents.Read, cancellation);

    private async ValueTask WaitWithinLimitAsync(CancellationToken cancellation) => await Limited.RunAsync(
        c => OperatingSystem.IsWindows() ? ReceiveNothingAsync(c) : Readiness.WaitAsync(Descriptor, PollEvents.Read, c),
        limits.Read,
        TimedOut(Operation.Read),
        clock,
        cancellation);

    // poll(2) has no equal there, but a receive of nothing waits for something all the same.
    private async ValueTask<PollEvents> ReceiveNothingAsync(CancellationToken cancellation)
    {
        await Socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, cancellation);
        return PollEvents.Read;
    }

    private async ValueTask WaitForRoomAsync(int taken, int offered, CancellationToken cancellation)
    {
        if (limits.Write == TimeSpan.Zero)
        {
            throw new FailureException(TimedOut(Operation.Write) with { Kind = FailureKind.WouldBlock, Bytes = taken, Offered = offered }, taken);
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
