using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// A connection made over another one, its carrier. Limits and counts are kept here; what only the bottom knows is asked
/// there. A layer says how it receives, sends and ends.
/// </summary>
public abstract class LayerConnection(IConnection carrier, OperationLimits limits, TimeProvider clock)
    : IConnection, IWaitable, IFileNumber, IDeparture, ILeaving, IDelivery, IResettable, ILocalName, ISocketBacked
{
    // Small enough for the count of what was taken to be telling, large enough to be worth a send(2).
    private const int Slice = 64 * 1024;

    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(500);

    private readonly DeliveryMarks marks = new();
    private bool isReset;
    private bool isComplete;
    private volatile bool hasPeerEnded;

    public string Name => carrier.Name;

    public string LocalName => carrier.LocalNameOrNone();

    public int Descriptor => (carrier as IFileNumber)?.Descriptor ?? -1;

    public Socket? Socket => (carrier as ISocketBacked)?.Socket;

    public long? Acknowledged => (carrier as IDelivery)?.Acknowledged is { } acknowledged ? marks.DeliveredAt(acknowledged) : null;

    public bool IsOver => carrier is IDelivery { IsOver: true };

    public bool IsLeaving => hasPeerEnded || carrier is ILeaving { IsLeaving: true };

    /// <summary>Bytes that the carrier has taken for what was sent so far.</summary>
    protected abstract long Carried { get; }

    /// <summary>Bytes that were taken and wait for more before they can be sent.</summary>
    protected virtual int Withheld => 0;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        var count = limits.Read == TimeSpan.Zero
            ? await AtOnceAsync(c => ReceiveAsync(buffer, c), new Failure(FailureKind.WouldBlock, Operation.Read) { Subject = Name }, cancellation)
            : await Limited.RunAsync(c => ReceiveAsync(buffer, c), limits.Read, TimedOut(Operation.Read), clock, cancellation);
        hasPeerEnded |= count == 0;
        return count;
    }

    public async ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation)
    {
        if (limits.Read != TimeSpan.Zero)
        {
            await Limited.RunAsync(WaitAsync, limits.Read, TimedOut(Operation.Read), clock, cancellation);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var taken = 0;
        try
        {
            do
            {
                var slice = bytes.Slice(taken, Math.Min(Slice, bytes.Length - taken));
                var withheld = Withheld;
                await SendWithinLimitAsync(slice, (taken, bytes.Length), cancellation);
                taken += slice.Length;
                marks.Add(slice.Length + withheld - Withheld, Carried);
            }
            while (taken < bytes.Length);
        }
        catch (FailureException failed)
        {
            throw new FailureException(failed.Failure, taken);
        }
        catch (OperationCanceledException)
        {
            throw new WriteCancelledException(taken, cancellation);
        }
    }

    public async ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        if (!isComplete)
        {
            isComplete = true;
            await FinishAsync(cancellation);
        }
    }

    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) => Departure.OfAsync(carrier, cancellation);

    public void ResetOnClose()
    {
        isReset = true;
        (carrier as IResettable)?.ResetOnClose();
    }

    public void ResetUnlessEnded() => (carrier as IResettable)?.ResetUnlessEnded();

    /// <summary>Ends in order, unless it is to be reset: an end that is not announced would look like a cut.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!isReset && !isComplete)
        {
            using var moment = new CancellationTokenSource(Farewell, clock);
            try
            {
                await CompleteWritesAsync(moment.Token);
            }
            catch (Exception e) when (e is FailureException or OperationCanceledException)
            {
                // Nobody is there any more to be told.
            }
        }

        await ReleaseAsync();
        await carrier.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Waits for something to receive, as far as that can be known without receiving it. What it is waited for with says nothing.</summary>
    protected virtual ValueTask<bool> WaitAsync(CancellationToken cancellation) => ValueTask.FromResult(false);

    /// <summary>Reads; 0 at an end that was announced. Fails as <see cref="IInput.ReadAsync"/> does, with kind CutShort for one that was not.</summary>
    protected abstract ValueTask<int> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellation);

    /// <summary>Sends all of it.</summary>
    protected abstract ValueTask SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Announces the end of our way and ends it.</summary>
    protected abstract ValueTask FinishAsync(CancellationToken cancellation);

    /// <summary>Lets go of what the layer holds besides its carrier.</summary>
    protected abstract ValueTask ReleaseAsync();

    private async ValueTask SendWithinLimitAsync(ReadOnlyMemory<byte> slice, (int Taken, int Offered) progress, CancellationToken cancellation)
    {
        var blocked = TimedOut(Operation.Write) with { Kind = FailureKind.WouldBlock, Bytes = progress.Taken, Offered = progress.Offered };
        _ = limits.Write == TimeSpan.Zero
            ? await AtOnceAsync(SendAllAsync, blocked, cancellation)
            : await Limited.RunAsync(SendAllAsync, limits.Write, TimedOut(Operation.Write), clock, cancellation);

        async ValueTask<bool> SendAllAsync(CancellationToken c)
        {
            await SendAsync(slice, c);
            return true;
        }
    }

    /// <summary>Python's non-blocking mode: what does not come to its end at once would block.</summary>
    private static async ValueTask<T> AtOnceAsync<T>(Func<CancellationToken, ValueTask<T>> operation, Failure blocked, CancellationToken cancellation)
    {
        using var now = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = operation(now.Token);
        if (!running.IsCompleted)
        {
            await now.CancelAsync();
        }

        try
        {
            return await running;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FailureException(blocked);
        }
    }

    private Failure TimedOut(Operation operation) => new(FailureKind.TimedOut, operation) { Subject = Name };
}
