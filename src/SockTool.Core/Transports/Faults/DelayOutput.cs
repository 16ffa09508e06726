using SockTool.Core.Connections;

namespace SockTool.Core.Transports.Faults;

/// <summary>What is written is on its way for a while. A write is over when the line has it; what becomes of it later is told to the next write, or to the end.</summary>
internal sealed class DelayOutput(IOutput target, DelayLine line) : OutputLayer(target)
{
    private readonly CancellationTokenSource over = new();
    private Task? passing;
    private Failure? failure;
    private long passed;
    private bool isComplete;

    public override bool IsHolding => line.IsHolding || base.IsHolding;

    public override long Held => line.Arrived + base.Held;

    public override long? Acknowledged => base.Acknowledged ?? Interlocked.Read(ref passed);

    public override bool IsOver => base.IsOver || failure is not null;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        passing ??= PassAsync();
        var taken = 0;
        try
        {
            do
            {
                if (failure is not null)
                {
                    throw new FailureException(failure, taken);
                }

                var piece = bytes.Slice(taken, Math.Min(DelayLine.Piece, bytes.Length - taken));
                await PutAsync(c => line.PutAsync(piece, c), cancellation);
                taken += piece.Length;
            }
            while (taken < bytes.Length);
        }
        catch (OperationCanceledException)
        {
            throw failure is null ? new WriteCancelledException(taken, cancellation) : new FailureException(failure, taken);
        }
    }

    /// <summary>Over when the end has arrived, and all before it.</summary>
    public override async ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        passing ??= PassAsync();
        try
        {
            await (isComplete || failure is not null ? ValueTask.CompletedTask : PutAsync(c => line.EndAsync(failure: null, c), cancellation));
            isComplete = true;
            await passing.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (failure is not null)
        {
            // It broke off while this waited for room.
        }

        if (failure is not null)
        {
            throw new FailureException(failure);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await (passing ?? Task.CompletedTask);
        over.Dispose();
        await base.DisposeAsync();
    }

    // A line that nobody empties any more must not be waited for.
    private async ValueTask PutAsync(Func<CancellationToken, ValueTask> put, CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, over.Token);
        await put(both.Token);
    }

    private async Task PassAsync()
    {
        try
        {
            while (true)
            {
                var next = await line.ArrivalAsync(over.Token);
                if (next.IsEnd)
                {
                    await Target.CompleteWritesAsync(over.Token);
                    return;
                }

                await Target.WriteAsync(next.Bytes, over.Token);
                Interlocked.Add(ref passed, next.Bytes.Length);
                line.Take();
            }
        }
        catch (FailureException failed)
        {
            failure = failed.Failure;
            await over.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
    }
}
