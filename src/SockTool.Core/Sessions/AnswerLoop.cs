using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>
/// Read, show, answer, again. The next message is not read before the last answer was taken, so nothing piles up; and
/// all of it goes on where the readiness was seen, so that a round trip costs no hop and a silent peer no buffer.
/// </summary>
internal sealed class AnswerLoop(IConnection peer, IReply reply, IOutput shown, PumpControl inward, PumpControl outward) : IDisposable
{
    private const int UsualSize = 64 * 1024;

    private readonly int size = inward.BufferSize ?? UsualSize;
    private readonly PooledBuffer buffer = new(inward.BufferSize ?? UsualSize);
    private long received;
    private long written;
    private long made;
    private long taken;
    private Failure? unanswered;
    private bool isShowing;

    /// <summary>The account of the answers.</summary>
    public PumpResult Sent => new(unanswered is null ? PumpEnd.Stopped : PumpEnd.DestinationFailed, made, taken, unanswered);

    /// <summary>Told when answers cannot be sent any more; what comes is shown all the same.</summary>
    public Action<Failure>? Muted { get; init; }

    /// <summary>Runs until the peer has ended, or until told to stop. The account of what the peer said.</summary>
    public async Task<PumpResult> RunAsync()
    {
        try
        {
            var end = await ReceiveAsync();
            return new PumpResult(end, received, written);
        }
        catch (FailureException failed)
        {
            return new PumpResult(isShowing ? PumpEnd.DestinationFailed : PumpEnd.SourceFailed, received, written + (isShowing ? failed.Transferred : 0), failed.Failure);
        }
        catch (OperationCanceledException)
        {
            return new PumpResult(PumpEnd.Stopped, received, written);
        }
    }

    public void Dispose() => buffer.Dispose();

    private async Task<PumpEnd> ReceiveAsync()
    {
        var waitable = peer as IKernelInput;
        for (var count = 0; received < inward.Limit;)
        {
            // A read that filled the buffer has probably left something behind.
            if (waitable is not null && count < size)
            {
                buffer.Release();
                await waitable.WaitToReadAsync(Resume.InPlace, inward.Stop);
            }

            count = await peer.ReadAsync(buffer.First(inward.Limit - received), inward.Stop);
            if (count == 0)
            {
                inward.Observer.Completed(inward.Direction);
                await AnswerAsync(reply.ToTheRest());
                isShowing = true;
                await shown.CompleteWritesAsync(inward.Abort);
                return PumpEnd.EndOfInput;
            }

            received += count;
            inward.NoteRead(count);
            var message = buffer.Memory[..count];
            await ShowAsync(message);
            await AnswerAsync(reply.To(message));
        }

        return PumpEnd.LimitReached;
    }

    private async ValueTask ShowAsync(ReadOnlyMemory<byte> message)
    {
        isShowing = true;
        await shown.WriteAsync(message, inward.Abort);
        isShowing = false;
        written += message.Length;
        inward.NoteWritten(message.Span);
    }

    private async ValueTask AnswerAsync(ReadOnlyMemory<byte> answer)
    {
        if (answer.IsEmpty || unanswered is not null)
        {
            return;
        }

        made += answer.Length;
        outward.NoteRead(answer.Length);
        try
        {
            await peer.WriteAsync(answer, outward.Abort);
            taken += answer.Length;
            outward.NoteWritten(answer.Span);
        }
        catch (WriteCancelledException cancelled)
        {
            taken += cancelled.Transferred;
            throw;
        }
        catch (FailureException failed)
        {
            taken += failed.Transferred;
            unanswered = failed.Failure;
            Muted?.Invoke(failed.Failure);
        }
    }
}
