namespace SockTool.Core.Connections;

/// <summary>
/// A connection as the stream that <c>SslStream</c> and its like want. It does not own the connection, and knows what a
/// stream on top of it cannot tell: whether the connection has ended, how it began, and how much went into it.
/// </summary>
/// <param name="inner">The connection.</param>
/// <param name="portions">How much of what has come one read gives.</param>
public sealed class ConnectionStream(IConnection inner, IPortions portions) : AsynchronousStream
{
    private readonly AheadBuffer ahead = new(inner);
    private byte[] held = [];
    private int heldCount;
    private Holding holding;
#pragma warning disable CA2213 // it holds nothing but a count, and a reader may come back to it late
    private SemaphoreSlim? turn;
#pragma warning restore CA2213

    /// <summary>Whether the other side has ended its way of the connection.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The first byte that came; null before it.</summary>
    public byte? FirstByte { get; private set; }

    /// <summary>Bytes that were read from the connection and not yet from here.</summary>
    public int Ahead => ahead.Count;

    /// <summary>Bytes that the connection has taken.</summary>
    public long Written { get; private set; }

    private enum Holding
    {
        Nothing,
        UntilReleased,
        UntilRead,
    }

    /// <summary>From now on whoever reads has the turn, which is free while a read waits for the connection.</summary>
    public SemaphoreSlim TakeTurns() => turn = new SemaphoreSlim(1);

    /// <summary>Collects what is written until <see cref="ReleaseAsync"/>: many small records, one send.</summary>
    public void Hold() => holding = Holding.UntilReleased;

    /// <summary>Collects what is written until an answer to it is wanted: what needs none waits for <see cref="ReleaseAsync"/>.</summary>
    public void HoldUntilRead() => holding = Holding.UntilRead;

    public ValueTask ReleaseAsync(CancellationToken cancellation)
    {
        holding = Holding.Nothing;
        return PassOnHeldAsync(cancellation);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Ahead > 0)
        {
            return ahead.Take(buffer.Span, portions);
        }

        if (holding == Holding.UntilRead)
        {
            await PassOnHeldAsync(cancellationToken);
        }

        turn?.Release();
        try
        {
            return await ReadConnectionAsync(buffer, cancellationToken);
        }
        finally
        {
            await (turn?.WaitAsync(CancellationToken.None) ?? Task.CompletedTask);
        }
    }

    private async ValueTask<int> ReadConnectionAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (buffer.IsEmpty)
        {
            // A read of nothing is a wait (SslStream).
            await ahead.WaitAsync(cancellationToken);
            return 0;
        }

        var filled = await ahead.FillAsync(cancellationToken);
        HasEnded |= filled.IsEmpty;
        FirstByte ??= filled.IsEmpty ? null : filled.Span[0];
        return ahead.Take(buffer.Span, portions);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (holding == Holding.Nothing)
        {
            return PassOnAsync(buffer, cancellationToken);
        }

        Keep(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>The framework writes an alert of its own making like this where it cannot leave that to the system (Schannel); it goes out with what is released.</summary>
    public override void Write(byte[] buffer, int offset, int count)
    {
        holding = holding == Holding.Nothing ? Holding.UntilReleased : holding;
        Keep(buffer.AsSpan(offset, count));
    }

    protected override void Dispose(bool disposing)
    {
        ahead.Dispose();
        base.Dispose(disposing);
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (held.Length < heldCount + bytes.Length)
        {
            Array.Resize(ref held, Math.Max(held.Length * 2, heldCount + bytes.Length));
        }

        bytes.CopyTo(held.AsSpan(heldCount));
        heldCount += bytes.Length;
    }

    private async ValueTask PassOnHeldAsync(CancellationToken cancellation)
    {
        var count = heldCount;
        heldCount = 0;
        if (count > 0)
        {
            await PassOnAsync(held.AsMemory(0, count), cancellation);
        }
    }

    private async ValueTask PassOnAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await inner.WriteAsync(bytes, cancellation);
        Written += bytes.Length;
    }
}
