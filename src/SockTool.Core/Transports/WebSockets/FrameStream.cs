using System.Buffers;
using System.Runtime.ExceptionServices;
using SockTool.Core.Connections;

namespace SockTool.Core.Transports.WebSockets;

/// <summary>
/// The carrier as the framework's WebSocket sees it. Its answer to a ping waits for the frame before it, and its receiving
/// for that answer: two sides that both wait for room would wait for ever. Here a frame is taken at once and goes on by itself.
/// Its receiving also keeps what has come until it has all that was asked for. So here is known how much there is to ask for.
/// </summary>
internal sealed class FrameStream(IConnection carrier) : AsynchronousStream
{
    // RFC 6455 section 5.2: the last frame of a message, opcode 0xA. One answer to many pings will do, if it is to the last
    // (section 5.5.3): so a flood of them fills nothing.
    private const byte Pong = 0x8a;

#pragma warning disable CA2213 // the framework disposes its stream with the last close frame, which is still on its way then
    private readonly CancellationTokenSource over = new();
    private readonly SemaphoreSlim turn = new(1);
    private readonly AheadBuffer ahead = new(carrier);
#pragma warning restore CA2213
    private readonly Lock gate = new();
    private readonly FrameBorders borders = new();
    private ArrayBufferWriter<byte> filling = new();
    private ArrayBufferWriter<byte> leaving = new();
    private byte[] pong = [];
    private Exception? broken;

    /// <summary>Cancelled by <see cref="LetGoAsync"/>.</summary>
    public CancellationToken Over => over.Token;

    /// <summary>Bytes that the carrier has taken.</summary>
    public long Written { get; private set; }

    /// <summary>How much of the payload under way has come: so much can be received without a wait.</summary>
    public int There => (int)Math.Min(ahead.Count, borders.Payload);

    /// <summary>The carrier's reset, whichever way has met it: the system tells it once.</summary>
    public FailureException? Reset { get; private set; }

    // Never across a border: the framework would read ahead in a header, and hold that back.
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (ahead.Count == 0)
        {
            await FillAsync();
        }

        return ahead.Take(buffer.Span, borders);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (buffer.Span is [Pong, ..])
            {
                pong = buffer.ToArray();
            }
            else
            {
                filling.Write(buffer.Span);
            }
        }

        _ = LeaveAsync();
        return ValueTask.CompletedTask;
    }

    /// <summary>Completes when the carrier has taken every frame. A cancelled wait leaves them on their way.</summary>
    public async ValueTask SettleAsync(CancellationToken cancellation)
    {
        await LeaveAsync().WaitAsync(cancellation);
        if (broken is not null)
        {
            ExceptionDispatchInfo.Throw(broken);
        }
    }

    /// <summary>Ends what is under way in the carrier, so that it can be closed.</summary>
    public async ValueTask LetGoAsync()
    {
        await over.CancelAsync();
        await turn.WaitAsync(CancellationToken.None);
        turn.Release();
    }

    // It outlives whoever waits for it: cancelled, it would take the WebSocket with it.
    private async ValueTask FillAsync()
    {
        try
        {
            await ahead.FillAsync(over.Token);
        }
        catch (FailureException failed)
        {
            Note(failed);
            throw;
        }
    }

    private void Note(FailureException failed) => Reset ??= failed.Failure.Kind == FailureKind.Reset ? failed : null;

    private async Task LeaveAsync()
    {
        await turn.WaitAsync(CancellationToken.None);
        try
        {
            byte[] answer;
            lock (gate)
            {
                (answer, pong) = (pong, []);
                (filling, leaving) = (leaving, filling);
            }

            // The answer first: after a close frame there may be none (section 5.5.1).
            await PassOnAsync(answer);
            await PassOnAsync(leaving.WrittenMemory);
        }
        catch (FailureException failed)
        {
            Note(failed);
            broken = failed;
        }
        catch (OperationCanceledException cancelled)
        {
            broken = cancelled;
        }
        finally
        {
            leaving.ResetWrittenCount();
            turn.Release();
        }
    }

    private async ValueTask PassOnAsync(ReadOnlyMemory<byte> frames)
    {
        if (broken is null && !frames.IsEmpty)
        {
            await carrier.WriteAsync(frames, over.Token);
            Written += frames.Length;
        }
    }
}
