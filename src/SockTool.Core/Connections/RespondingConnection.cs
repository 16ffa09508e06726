namespace SockTool.Core.Connections;

/// <summary>
/// An end that answers: what is written to it is shown, and what the reply makes of it is read back from it.
/// A write ends when its answer has been read, so nothing piles up. With the identity as its reply it is an echo.
/// </summary>
public sealed class RespondingConnection(IOutput shown, IReply reply) : IConnection, IAbandonable
{
    private readonly SemaphoreSlim readable = new(0);
    private readonly SemaphoreSlim consumed = new(0);
    private readonly Lock gate = new();
    private ReadOnlyMemory<byte> offered;
    private ReadOnlyMemory<byte> current;
    private long unanswered;
    private volatile bool abandoned;

    public string Name => "reply";

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        // The reader has a view of its own: what is offered is only looked at once the writer has said so.
        if (current.IsEmpty)
        {
            await readable.WaitAsync(cancellation);
            current = offered;
            if (current.IsEmpty)
            {
                return 0;
            }
        }

        lock (gate)
        {
            var count = Math.Min(buffer.Length, current.Length);
            current[..count].CopyTo(buffer);
            current = current[count..];
            unanswered -= count;
            if (current.IsEmpty)
            {
                consumed.Release();
            }

            return count;
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await shown.WriteAsync(bytes, cancellation);
        await AnswerAsync(reply.To(bytes), cancellation);
    }

    public async ValueTask CompleteWritesAsync(CancellationToken cancellation)
    {
        await AnswerAsync(reply.ToTheRest(), cancellation);
        offered = ReadOnlyMemory<byte>.Empty;
        readable.Release();
        await shown.CompleteWritesAsync(cancellation);
    }

    public long Abandon()
    {
        abandoned = true;
        consumed.Release();
        return unanswered;
    }

    public ValueTask DisposeAsync()
    {
        readable.Dispose();
        consumed.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask HandOverAsync(CancellationToken cancellation)
    {
        try
        {
            await consumed.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            // The answer may be the writer's own buffer, which is somebody else's as soon as this returns.
            lock (gate)
            {
                offered = offered.ToArray();
                current = current.ToArray();
            }

            throw;
        }
    }

    private async ValueTask AnswerAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (!bytes.IsEmpty && !abandoned)
        {
            offered = bytes;
            unanswered = bytes.Length;
            readable.Release();
            await HandOverAsync(cancellation);
        }
    }
}

/// <summary>Makes answers out of messages. One per connection: it may remember.</summary>
public interface IReply
{
    /// <summary>The answer to what one read gave; empty for none.</summary>
    ReadOnlyMemory<byte> To(ReadOnlyMemory<byte> message);

    /// <summary>The answer to what was held back, at the end of the stream; empty for none.</summary>
    ReadOnlyMemory<byte> ToTheRest();
}
