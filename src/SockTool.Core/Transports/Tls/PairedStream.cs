using System.Threading.Channels;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Tls;

/// <summary>One of two streams in memory, each the other's other end.</summary>
internal sealed class PairedStream(ChannelReader<byte[]> incoming, ChannelWriter<byte[]> outgoing) : AsynchronousStream
{
    private ReadOnlyMemory<byte> current;

    public static (PairedStream Near, PairedStream Far) Create()
    {
        var (there, back) = (Channel.CreateUnbounded<byte[]>(), Channel.CreateUnbounded<byte[]>());
        return (new(back.Reader, there.Writer), new(there.Reader, back.Writer));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (current.IsEmpty && await incoming.WaitToReadAsync(cancellationToken))
        {
            current = incoming.TryRead(out var next) ? next : default;
        }

        return Rest.MoveInto(buffer.Span, ref current);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        outgoing.WriteAsync(buffer.ToArray(), cancellationToken);

    protected override void Dispose(bool disposing)
    {
        outgoing.TryComplete();
        base.Dispose(disposing);
    }
}
