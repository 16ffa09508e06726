using System.Threading.Channels;

namespace SockTool.Core.Transports.Datagrams;

/// <summary>Tells whoever waits that somebody new is there; how many there are is kept elsewhere.</summary>
internal sealed class Doorbell
{
    private readonly Channel<bool> rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => rings.Writer.TryWrite(true);

    /// <summary>Nobody will come any more, because of <paramref name="failure"/> or in order.</summary>
    public void Silence(Exception? failure = null) => rings.Writer.TryComplete(failure);

    /// <summary>Waits until <paramref name="next"/> has somebody.</summary>
    public async ValueTask<UdpPeer> AnswerAsync(Func<UdpPeer?> next, CancellationToken cancellation)
    {
        while (true)
        {
            // In this order: who comes between the two has rung again.
            rings.Reader.TryRead(out _);
            if (next() is { } newcomer)
            {
                return newcomer;
            }

            if (!await rings.Reader.WaitToReadAsync(cancellation))
            {
                throw new OperationCanceledException(cancellation);
            }
        }
    }
}
