using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports.Faults;

/// <summary>What is read has been on its way for a while. It is read from the source as it comes, whether it is wanted already or not, as a network does.</summary>
internal sealed class DelayInput(IInput source, DelayLine line) : InputLayer(source)
{
    private readonly CancellationTokenSource over = new();
    private Task? filling;
    private ReadOnlyMemory<byte> rest;
    private bool hasEnded;

    public override bool HasEnded => hasEnded;

    public override bool IsHolding => line.IsHolding || base.IsHolding;

    public override long Held => line.Arrived + base.Held;

    public override async ValueTask WaitToReadAsync(Resume resume, CancellationToken cancellation)
    {
        if (rest.IsEmpty)
        {
            await ArrivalAsync(cancellation);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (rest.IsEmpty)
        {
            var next = await ArrivalAsync(cancellation);
            if (next.IsEnd)
            {
                // It stays: whoever reads again finds it again.
                hasEnded = true;
                return next.Failure is { } failure ? throw new FailureException(failure) : 0;
            }

            line.Take();
            rest = next.Bytes;
        }

        return Rest.MoveInto(buffer.Span, ref rest);
    }

    public override async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await (filling ?? Task.CompletedTask);
        over.Dispose();
        await base.DisposeAsync();
    }

    private ValueTask<OnItsWay> ArrivalAsync(CancellationToken cancellation)
    {
        filling ??= FillAsync();
        return line.ArrivalAsync(cancellation);
    }

    private async Task FillAsync()
    {
        var buffer = new byte[DelayLine.Piece];
        try
        {
            while (true)
            {
                var count = await Source.ReadAsync(buffer, over.Token);
                if (count == 0 && Source.IsOver())
                {
                    await line.EndAsync(failure: null, over.Token);
                    return;
                }

                await line.PutAsync(buffer.AsMemory(0, count), over.Token);
            }
        }
        catch (FailureException failed)
        {
            await line.EndAsync(failed.Failure, over.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException)
        {
            // The session is over.
        }
    }
}
