using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>One sender at a bound socket that many share: what it sent waits in a queue of its own.</summary>
internal sealed class UdpPeer(DatagramHub hub, SocketAddress address, SocketSettings settings)
    : IConnection, IKernelInput, IMessageInput, IMessageOutput, IFileNumber, ILocalName, ISocketBacked, IOrderlyEnd
{
    private const int QueueLength = 1024;

    private readonly Channel<byte[]> queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly DatagramPieces pieces = new();
    private bool hasDropped;
    private int closed;

    public SocketAddress Address => address;

    /// <summary>When it was heard last, by the clock's timestamps.</summary>
    public long LastHeard { get; set; }

    /// <summary>Its place in the order of silence.</summary>
    public LinkedListNode<UdpPeer>? Place { get; set; }

    /// <summary>Whether somebody has its connection.</summary>
    public bool IsAccepted { get; set; }

    public Socket Socket => hub.Socket;

    public string Name { get; } = SocketNames.Of(address.ToEndPoint());

    public string LocalName => SocketNames.Local(hub.Socket);

    public int Descriptor => hub.Descriptor;

    public SessionEnd OrderlyEnd => SessionEnd.None;

    public int LargestMessage => DatagramIo.Largest;

    public bool HasEnded { get; private set; }

    // What is in the socket may be for others.
    public int? ReadDescriptor => null;

    /// <summary>Keeps a datagram until it is read. Where there is no room it is lost, which is told once: in a flood there is no end of them.</summary>
    public void Enqueue(ReadOnlySpan<byte> datagram)
    {
        if (hub.Budget.TryTake(datagram.Length))
        {
            if (queue.Writer.TryWrite(datagram.ToArray()))
            {
                return;
            }

            hub.Budget.Return(datagram.Length);
        }

        if (!hasDropped)
        {
            hasDropped = true;
            settings.Observer.DatagramsDropped(Name);
        }
    }

    /// <summary>Its input ends in order after what is queued, or with what befell the socket.</summary>
    public void End(Exception? failure) => queue.Writer.TryComplete(failure);

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        int count;
        while (!TryRead(buffer.Span, out count))
        {
            await WaitToReadAsync(Resume.OnThePool, cancellation);
        }

        return count;
    }

    public bool TryRead(Span<byte> buffer, out int count)
    {
        if (!pieces.IsEmpty)
        {
            count = pieces.Take(buffer);
            return true;
        }

        if (queue.Reader.TryRead(out var datagram))
        {
            hub.Budget.Return(datagram.Length);
            count = pieces.TakeFrom(datagram, buffer);
            return true;
        }

        count = 0;
        var isOver = queue.Reader.Completion;
        if (!isOver.IsCompleted)
        {
            return settings.Limits.Read == TimeSpan.Zero ? throw new FailureException(DescribeRead(Errno.TryAgain)) : false;
        }

        HasEnded = true;
        return isOver.Exception?.InnerException is { } failure ? throw failure : true;
    }

    public async ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation)
    {
        if (settings.Limits.Read != TimeSpan.Zero && pieces.IsEmpty)
        {
            await Limited.RunAsync(WaitForMoreAsync, settings.Limits.Read, new Failure(FailureKind.TimedOut, Operation.Read) { Subject = Name }, settings.Clock, cancellation);
        }
    }

    public Failure DescribeRead(int errno) => SocketFailures.OfErrno(errno, Operation.Read, Name);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => hub.SendAsync(this, bytes, cancellation);

    /// <summary>Nothing to do: UDP has no end to tell.</summary>
    public ValueTask CompleteWritesAsync(CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref closed, 1) == 0 ? hub.LeaveAsync(this) : ValueTask.CompletedTask;

    /// <summary>What is queued will not be read.</summary>
    public void Drain()
    {
        while (queue.Reader.TryRead(out var datagram))
        {
            hub.Budget.Return(datagram.Length);
        }
    }

    // A failure is told by the read that follows.
    private async ValueTask<bool> WaitForMoreAsync(CancellationToken cancellation)
    {
        try
        {
            return await queue.Reader.WaitToReadAsync(cancellation);
        }
        catch (FailureException)
        {
            return false;
        }
    }
}
