using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Observers;

namespace SockTool.Core.Sessions;

/// <summary>
/// Read, show, answer, again. The next message is not read before the last answer was taken, so nothing piles up; a
/// silent peer costs no buffer, and where nobody is shown or told anything, which might block, a round trip costs no hop.
/// </summary>
internal sealed class AnswerLoop(IConnection peer, IReply reply, IOutput shown, PumpControl inward, PumpControl outward) : IDisposable
{
    private const int UsualSize = 64 * 1024;
    private const int Turn = 8;

    private readonly int size = inward.BufferSize ?? UsualSize;
    private readonly Resume resume = shown is DiscardOutput && inward.Observer is ObserverGroup { IsEmpty: true } ? Resume.InPlace : Resume.OnThePool;
    private readonly PooledBuffer buffer = new(inward.BufferSize ?? UsualSize);
    private Step step;
    private ReadOnlyMemory<byte> moving;
    private bool lastFilledTheBuffer;
    private int inARow;
    private bool peerHasEnded;
    private long received;
    private long written;
    private long made;
    private long taken;
    private Failure? unanswered;

    private enum Step
    {
        Reading,
        Showing,
        Answering,
    }

    /// <summary>The account of the answers.</summary>
    public PumpResult Sent => new(unanswered is null ? PumpEnd.Stopped : PumpEnd.DestinationFailed, made, taken, unanswered);

    /// <summary>Told when answers cannot be sent any more; what comes is shown all the same.</summary>
    public Action<Failure>? Muted { get; init; }

    /// <summary>Runs until the peer has ended, or until told to stop. The account of what the peer said.</summary>
    public async Task<PumpResult> RunAsync()
    {
        while (true)
        {
            try
            {
                await ConverseAsync();
                return new PumpResult(peerHasEnded ? PumpEnd.EndOfInput : PumpEnd.LimitReached, received, written);
            }
            catch (FailureException failed) when (step == Step.Answering)
            {
                NoteSome(failed.Transferred);
                unanswered = failed.Failure;
                Muted?.Invoke(failed.Failure);
            }
            catch (FailureException failed)
            {
                NoteSome(failed.Transferred);
                return new PumpResult(step == Step.Showing ? PumpEnd.DestinationFailed : PumpEnd.SourceFailed, received, written, failed.Failure);
            }
            catch (OperationCanceledException cancelled)
            {
                NoteSome(WriteCancelledException.TakenBefore(cancelled));
                return new PumpResult(PumpEnd.Stopped, received, written);
            }
        }
    }

    public void Dispose() => buffer.Dispose();

    private async Task ConverseAsync()
    {
        while (!peerHasEnded && received < inward.Limit)
        {
            step = Step.Reading;
            var count = await ReadAsync();
            if (count == 0 && peer.IsOver())
            {
                peerHasEnded = true;
                inward.Observer.Completed(inward.Direction);
                break;
            }

            received += count;
            var message = buffer.Memory[..count];
            inward.NoteRead(message.Span);

            (step, moving) = (Step.Showing, message);
            await shown.WriteAsync(message, inward.Abort);
            written += count;
            inward.NoteWritten(message.Span);

            step = Step.Answering;
            var answer = reply.To(message);
            if ((!answer.IsEmpty || (message.IsEmpty && peer is IMessageOutput)) && unanswered is null)
            {
                NoteMade(answer);
                await peer.WriteAsync(answer, outward.Abort);
                NoteTaken(answer);
            }
        }

        await EndAsync();
    }

    private async ValueTask<int> ReadAsync()
    {
        if (peer is not IKernelInput waitable)
        {
            buffer.Release();
            await (peer is IWaitable layer ? layer.WaitToReadAsync(Resume.OnThePool, inward.Stop) : ValueTask.CompletedTask);
            return await peer.ReadAsync(buffer.First(inward.Limit - received), inward.Stop);
        }

        // A read that filled the buffer has probably left something behind, of which no edge will tell; and one that finds
        // nothing after an edge is not to be tried again and again.
        var how = lastFilledTheBuffer ? Resume.OnThePool : resume;
        int count;
        while (true)
        {
            buffer.Release();
            await waitable.WaitToReadAsync(how, inward.Stop);
            if (waitable.TryRead(buffer.First(inward.Limit - received).Span, out count))
            {
                break;
            }

            how = Resume.OnThePool;
        }

        lastFilledTheBuffer = count == size;
        if (lastFilledTheBuffer && ++inARow % Turn == 0)
        {
            // One that talks without a pause leaves the thread to the others now and then.
            await Task.Yield();
        }

        return count;
    }

    private async ValueTask EndAsync()
    {
        if (!peerHasEnded)
        {
            return;
        }

        step = Step.Answering;
        var rest = reply.ToTheRest();
        if (!rest.IsEmpty && unanswered is null)
        {
            NoteMade(rest);
            await peer.WriteAsync(rest, outward.Abort);
            NoteTaken(rest);
        }

        (step, moving) = (Step.Showing, default);
        await shown.CompleteWritesAsync(inward.Abort);
    }

    private void NoteMade(ReadOnlyMemory<byte> answer)
    {
        moving = answer;
        made += answer.Length;
        outward.NoteRead(answer.Span);
    }

    private void NoteTaken(ReadOnlyMemory<byte> answer)
    {
        taken += answer.Length;
        outward.NoteWritten(answer.Span);
    }

    // Of a write that was cut short.
    private void NoteSome(int count)
    {
        switch (step)
        {
            case Step.Showing:
                written += count;
                inward.NoteSome(moving.Span[..count]);
                break;
            case Step.Answering:
                taken += count;
                outward.NoteSome(moving.Span[..count]);
                break;
        }
    }
}
