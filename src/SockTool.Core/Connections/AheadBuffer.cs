using System.Buffers;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// Reads more from a connection than was asked for. A record of TLS is read in two parts of at most 16 KiB: as one recv(2)
/// each they cost a third of the throughput. While nothing comes there is no buffer: silent connections cost little.
/// </summary>
internal sealed class AheadBuffer(IInput source) : IDisposable
{
    private const int Size = 64 * 1024;

    // What comes in pieces of this size is a stream under way, and worth a moment's wait on the spot.
    private const int Bulk = 16 * 1024;

    private readonly IKernelInput? kernel = source as IKernelInput;
    private byte[]? bytes;
    private int start;
    private bool isUnderWay;
    private bool isWaitedFor;

    public int Count { get; private set; }

    /// <summary>Waits for something to read, as far as that can be known without reading it.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellation)
    {
        if (!isUnderWay || kernel?.ReadDescriptor is not { } descriptor || !BriefWait.Sees(descriptor, PollEvents.Read))
        {
            await ((source as IWaitable)?.WaitToReadAsync(Resume.OnThePool, cancellation) ?? ValueTask.CompletedTask);
        }

        isWaitedFor = true;
    }

    /// <summary>Waits for something, unless that has been done, and reads all there is room for; none at the end.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> FillAsync(CancellationToken cancellation)
    {
        int count;
        do
        {
            await (isWaitedFor ? ValueTask.CompletedTask : WaitAsync(cancellation));
            isWaitedFor = false;
            bytes ??= ArrayPool<byte>.Shared.Rent(Size);
            count = kernel is null ? await source.ReadAsync(bytes, cancellation) : kernel.TryRead(bytes, out var read) ? read : -1;
        }
        while (count < 0);
        (start, Count) = (0, count);
        isUnderWay = count >= Bulk;
        return bytes.AsMemory(0, count);
    }

    /// <summary>Takes what fits of the next portion.</summary>
    public int Take(Span<byte> destination, IPortions portions)
    {
        var available = bytes.AsSpan(start, Math.Min(destination.Length, Count));
        var count = portions.Next(available);
        available[..count].CopyTo(destination);
        start += count;
        Count -= count;
        if (Count == 0)
        {
            Dispose();
        }

        return count;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref bytes, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
