using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>A stream as an end of messages, so that datagrams can be joined to it.</summary>
public sealed class FramedConnection(IConnection stream, Framing framing, TimeProvider clock)
    : LayerConnection(stream, OperationLimits.None, clock), IMessageInput, IMessageOutput, IOrderlyEnd
{
    // The other end of every message here.
    private const int Largest = DatagramIo.Largest;

    private readonly IConnection stream = stream;
    private readonly byte[] buffer = new byte[Frames.Header + Largest + 1];
    private int start;
    private int count;
    private long carried;
    private bool streamEnded;

    public bool HasEnded { get; private set; }

    public int LargestMessage => Largest;

    public SessionEnd OrderlyEnd => stream.EndInOrder();

    protected override long Carried => carried;

    protected override async ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        while (true)
        {
            if (Frames.Take(this.buffer.AsSpan(start, count), framing) is var (message, frame))
            {
                return Give(message, frame, buffer);
            }

            if (streamEnded)
            {
                return GiveRest(buffer);
            }

            await ReadMoreAsync(cancellation);
        }
    }

    protected override async ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var frame = Frames.Put(bytes.Span, framing) ?? throw new FailureException(new Failure(FailureKind.NotFramable, Operation.Write) { Subject = Name });
        await stream.WriteAsync(frame, cancellation);
        carried += frame.Length;
    }

    protected override ValueTask FinishAsync(CancellationToken cancellation) => stream.CompleteWritesAsync(cancellation);

    protected override ValueTask ReleaseAsync() => ValueTask.CompletedTask;

    private int Give(Range message, int frame, Memory<byte> destination)
    {
        var bytes = buffer.AsSpan(start, count)[message];
        if (bytes.Length > Largest)
        {
            throw TooLong();
        }

        bytes.CopyTo(destination.Span);
        start += frame;
        count -= frame;
        return bytes.Length;
    }

    // A last line needs no end; a frame that its length says is not whole has been cut.
    private int GiveRest(Memory<byte> destination)
    {
        if (count > 0 && framing == Framing.Length)
        {
            throw new FailureException(new Failure(FailureKind.CutShort, Operation.Read) { Subject = Name });
        }

        HasEnded = count == 0;
        return count == 0 ? 0 : Give(..count, count, destination);
    }

    private async ValueTask ReadMoreAsync(CancellationToken cancellation)
    {
        buffer.AsSpan(start, count).CopyTo(buffer);
        start = 0;
        if (count == buffer.Length)
        {
            throw TooLong();
        }

        var more = await stream.ReadAsync(buffer.AsMemory(count), cancellation);
        count += more;
        streamEnded = more == 0;
    }

    private FailureException TooLong() => new(new Failure(FailureKind.Other, Operation.Read) { Subject = Name, Errno = Errno.MessageTooLong });
}
