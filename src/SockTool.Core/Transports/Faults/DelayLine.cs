using System.Threading.Channels;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Faults;

/// <summary>Something on its way: bytes, or the end of them.</summary>
/// <param name="Bytes">What arrives.</param>
/// <param name="Due">When, by the clock's timestamps.</param>
/// <param name="IsEnd">Whether nothing comes after it.</param>
/// <param name="Failure">The end, where it is a bad one.</param>
internal sealed record OnItsWay(ReadOnlyMemory<byte> Bytes, long Due, bool IsEnd = false, Failure? Failure = null);

/// <summary>A line on which everything takes its time and nothing overtakes. It holds so much and no more: whoever puts more onto it waits.</summary>
internal sealed class DelayLine(Latency latency, SeededNumbers jitter, TimeProvider clock)
{
    /// <summary>The most bytes of one piece: of a stream under way as many as a socket gives at once, and every datagram whole.</summary>
    public const int Piece = DatagramIo.WholeSize;

    // 16 MiB at most: 200 MB/s at 80 ms.
    private const int Most = 256;

    private readonly Channel<OnItsWay> line = Channel.CreateBounded<OnItsWay>(new BoundedChannelOptions(Most) { SingleReader = true, SingleWriter = true });
    private long count;
    private long last;
    private long arrived;

    /// <summary>Whether the next is there and not due yet.</summary>
    public bool IsHolding { get; private set; }

    /// <summary>How often something has arrived.</summary>
    public long Arrived => Interlocked.Read(ref arrived);

    /// <summary>Puts a copy of <paramref name="bytes"/> on its way.</summary>
    public ValueTask PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => line.Writer.WriteAsync(new OnItsWay(bytes.ToArray(), NextDue()), cancellation);

    /// <summary>Puts the end on its way, as late as all else.</summary>
    public ValueTask EndAsync(Failure? failure, CancellationToken cancellation) => line.Writer.WriteAsync(new OnItsWay(default, NextDue(), IsEnd: true, failure), cancellation);

    /// <summary>Waits for the next to arrive and shows it.</summary>
    public async ValueTask<OnItsWay> ArrivalAsync(CancellationToken cancellation)
    {
        OnItsWay? next;
        while (!line.Reader.TryPeek(out next))
        {
            await line.Reader.WaitToReadAsync(cancellation);
        }

        // A timer keeps to whole milliseconds and may be early.
        while (clock.GetElapsedTime(clock.GetTimestamp(), next.Due) is var left && left > TimeSpan.Zero)
        {
            IsHolding = true;
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), clock, cancellation);
        }

        Interlocked.Increment(ref arrived);
        IsHolding = false;
        return next;
    }

    /// <summary>Takes what has arrived.</summary>
    public void Take() => line.Reader.TryRead(out _);

    private long NextDue()
    {
        var spread = latency.Jitter * ((2 * jitter.FractionAt(count++)) - 1);
        var due = clock.GetTimestamp() + (long)((latency.Delay + spread).TotalSeconds * clock.TimestampFrequency);
        last = Math.Max(last, due);
        return last;
    }
}
