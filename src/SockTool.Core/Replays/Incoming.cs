using SockTool.Core.Connections;
using SockTool.Core.Sessions;

namespace SockTool.Core.Replays;

/// <summary>How the other side's way came to its end.</summary>
internal enum IncomingEnd
{
    Finished,
    Broken,
}

/// <summary>What comes from the other side, held until somebody has looked at it. One read is always under way and is never broken off: a layer would not bear it.</summary>
/// <param name="source">The connection.</param>
/// <param name="control">Who is told of what comes.</param>
/// <param name="clock">What waits.</param>
internal sealed class Incoming(IInput source, PumpControl control, TimeProvider clock) : IAsyncDisposable
{
    private const int PieceSize = 64 * 1024;

    /// <summary>What is taken in while we are writing: as much as a file can expect.</summary>
    private const int MostAhead = SessionFiles.SessionFile.Largest;

    private readonly CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(control.Stop);
    private readonly byte[] piece = new byte[PieceSize];
    private byte[] held = [];
    private readonly Queue<int> messages = new();
    private int start;
    private int count;
    private Task<int>? reading;

    /// <summary>Whether each read is a message of its own.</summary>
    public bool IsOfMessages => source is IMessageInput;

    /// <summary>Whether nobody has to look at anything; an empty message is something.</summary>
    public bool IsEmpty => count == 0 && messages.Count == 0;

    public ReadOnlySpan<byte> Waiting => held.AsSpan(start, count);

    /// <summary>The first message that waits.</summary>
    public ReadOnlySpan<byte> Message => Waiting[..messages.Peek()];

    public bool HasRoom => count < MostAhead && End is null;

    public IncomingEnd? End { get; private set; }

    /// <summary>All that ever came.</summary>
    public long Total { get; private set; }

    /// <exception cref="OperationCanceledException">The run is over.</exception>
    public void ThrowIfStopped() => control.Stop.ThrowIfCancellationRequested();

    /// <summary>Begins a read where none is under way. Completes when <see cref="Collect"/> has something to collect.</summary>
    public Task Reading() => reading ??= ReadAsync();

    /// <summary>Waits for more. False when nothing came within <paramref name="limit"/>, or nothing can come any more.</summary>
    /// <exception cref="FailureException">Reading fails otherwise than by a reset.</exception>
    public async Task<bool> MoreAsync(TimeSpan limit)
    {
        if (End is not null)
        {
            return false;
        }

        try
        {
            await Reading().WaitAsync(limit, clock, control.Stop);
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (FailureException)
        {
            // Collect looks at it.
        }

        return Collect();
    }

    /// <summary>Takes over what a read gave. False where it gave the end.</summary>
    public bool Collect()
    {
        try
        {
            var length = reading is { IsCompleted: true } ended ? ended.GetAwaiter().GetResult() : throw new InvalidOperationException();
            reading = null;
            if (length == 0 && source.IsOver())
            {
                End = IncomingEnd.Finished;
                control.Observer.Completed(control.Direction);
                return false;
            }

            Add(piece.AsSpan(0, length));
            return true;
        }
        catch (FailureException failed) when (failed.Failure.Kind == FailureKind.Reset)
        {
            (End, reading) = (IncomingEnd.Broken, null);
            return false;
        }
    }

    /// <summary>The first message was looked at.</summary>
    public void TakeMessage() => Take(messages.Dequeue());

    /// <summary>All that waits was looked at: messages each for itself, otherwise in pieces of at most so many bytes.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> TakeAll(int most)
    {
        var all = new List<ReadOnlyMemory<byte>>();
        while (!IsEmpty)
        {
            var length = messages.TryDequeue(out var message) ? message : Math.Min(most, count);
            all.Add(Waiting[..length].ToArray());
            Take(length);
        }

        return all;
    }

    /// <summary>The first so many bytes were looked at.</summary>
    public void Take(int length)
    {
        (start, count) = (start + length, count - length);
        if (count == 0)
        {
            start = 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await (reading ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        over.Dispose();
    }

    // What fails at once is a failed read all the same.
    private async Task<int> ReadAsync() => await source.ReadAsync(piece, over.Token);

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (start + count + bytes.Length > held.Length)
        {
            var larger = new byte[Math.Max(PieceSize, 2 * (count + bytes.Length))];
            Waiting.CopyTo(larger);
            (held, start) = (larger, 0);
        }

        bytes.CopyTo(held.AsSpan(start + count));
        (count, Total) = (count + bytes.Length, Total + bytes.Length);
        if (IsOfMessages)
        {
            messages.Enqueue(bytes.Length);
        }

        control.NoteRead(bytes);
        control.NoteWritten(bytes);
    }
}
