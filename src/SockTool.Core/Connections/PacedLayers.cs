using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>Reads no faster than a bucket lets it. What was read is paid for before the next read, so a wait that is cancelled loses nothing.</summary>
public sealed class PacedInput(IInput source, TokenBucket bucket, Passing passing) : InputLayer(source)
{
    private int owed;

    public override bool IsHolding => bucket.IsWaitedFor || base.IsHolding;

    public override long Held => bucket.Waited + base.Held;

    public override async ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation)
    {
        await PayAsync(cancellation);
        await base.WaitToReadAsync(resume, cancellation);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        await PayAsync(cancellation);

        // A message comes whole and is paid for in portions.
        owed = await Source.ReadAsync(passing == Passing.Messages ? buffer : buffer[..Math.Min(buffer.Length, bucket.Portion)], cancellation);
        return owed;
    }

    public override async ValueTask DisposeAsync()
    {
        bucket.Dispose();
        await base.DisposeAsync();
    }

    private async ValueTask PayAsync(CancellationToken cancellation)
    {
        while (owed > 0)
        {
            owed -= await bucket.TakeAsync(owed, cancellation);
        }
    }
}

/// <summary>Writes no faster than a bucket lets it, in portions; a message is paid for first and goes out whole.</summary>
public sealed class PacedOutput(IOutput target, TokenBucket bucket, Passing passing) : OutputLayer(target)
{
    public override bool IsHolding => bucket.IsWaitedFor || base.IsHolding;

    public override long Held => bucket.Waited + base.Held;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var paid = 0;
        var taken = 0;
        try
        {
            do
            {
                paid += await bucket.TakeAsync(bytes.Length - paid, cancellation);
                if (passing == Passing.Bytes || paid == bytes.Length)
                {
                    await Target.WriteAsync(bytes[taken..paid], cancellation);
                    taken = paid;
                }
            }
            while (paid < bytes.Length);
        }
        catch (FailureException failed)
        {
            throw new FailureException(failed.Failure, taken + failed.Transferred);
        }
        catch (OperationCanceledException cancelled)
        {
            throw new WriteCancelledException(taken + WriteCancelledException.TakenBefore(cancelled), cancellation);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        bucket.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>What a way is made of.</summary>
public enum Passing
{
    /// <summary>Bytes, which may be cut anywhere.</summary>
    Bytes,

    /// <summary>Messages, which may not.</summary>
    Messages,
}
