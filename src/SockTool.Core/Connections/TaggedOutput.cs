namespace SockTool.Core.Connections;

/// <summary>One client's way to an output: whole lines, each with the client's number before it.</summary>
/// <remarks>
/// A write counts as taken when its bytes are held back. Those that do not get out in the end are <see cref="NotWritten"/>.
/// </remarks>
public sealed class TaggedOutput(IOutput inner, LineTagger tagger) : IOutput, IDeparture
{
    private long lost;

    /// <summary>Bytes of the client's that were taken and are not in the output. Of a block of lines that failed half-way none counts as written.</summary>
    public long NotWritten => tagger.Held + lost;

    /// <summary>Whether a write has failed or was given up, after which nothing more can go out in its place.</summary>
    public bool IsBroken { get; private set; }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var before = tagger.Held + bytes.Length;
        var lines = tagger.Take(bytes.Span);
        return PutAsync(lines, before - tagger.Held, bytes.Length, cancellation);
    }

    /// <summary>Writes what is held back.</summary>
    public ValueTask FlushAsync(CancellationToken cancellation)
    {
        var held = tagger.Held;
        return PutAsync(tagger.TakeRest(), held, 0, cancellation);
    }

    public async ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        await FlushAsync(cancellation);
        await inner.CompleteWritesAsync(cancellation);
    }

    public Task<Failure?> WaitForDepartureAsync(CancellationToken cancellation) => Departure.OfAsync(inner, cancellation);

    private async ValueTask PutAsync(ReadOnlyMemory<byte> lines, int payload, int taken, CancellationToken cancellation)
    {
        if (lines.IsEmpty)
        {
            return;
        }

        try
        {
            await inner.WriteAsync(lines, cancellation);
        }
        catch (FailureException failed)
        {
            Lose(payload);
            throw new FailureException(failed.Failure, taken);
        }
        catch (OperationCanceledException)
        {
            Lose(payload);
            throw new WriteCancelledException(taken, cancellation);
        }
    }

    private void Lose(int payload)
    {
        IsBroken = true;
        lost += payload;
    }
}
