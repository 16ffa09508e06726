using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.SessionFiles;
using SockTool.Core.Sessions;

namespace SockTool.Core.Replays;

/// <summary>What the one who is played does.</summary>
public sealed partial class Player
{
    private async Task<Mismatch?> PassAsync(TimeSpan length, CancellationToken stop)
    {
        await Task.Delay(length, settings.Clock, stop);
        return null;
    }

    /// <summary>Does what the played one does. A mismatch is that the other one takes no part in it.</summary>
    private async Task<Mismatch?> DoAsync(SidedStep own, TimeSpan limit, Incoming incoming, PumpControl outward)
    {
        switch (own)
        {
            case SaidStep said:
                return await SendAsync(said, limit, incoming, outward);
            case EndStep:
                await CompleteAsync(outward);
                break;
            case ResetStep:
                broken = own.Side;
                break;
        }

        return null;
    }

    /// <summary>Whoever sends much and reads nothing meanwhile may wait for one who does the same: what comes is taken in.</summary>
    private async Task<Mismatch?> SendAsync(SaidStep said, TimeSpan limit, Incoming incoming, PumpControl outward)
    {
        outward.NoteRead(said.Bytes.Span);
        using var timer = new CancellationTokenSource(limit, settings.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, outward.Stop);
        var writing = WriteAsync(said.Bytes, either.Token);
        try
        {
            await ListenUntilAsync(writing, incoming);
        }
        catch
        {
            // A write that nobody waits for would go on under a descriptor that is closed, and then another's.
            await either.CancelAsync();
            sent += await TakenAsync(writing, said.Bytes.Length);
            throw;
        }

        try
        {
            await writing;
        }
        catch (FailureException failed) when (failed.Failure.Kind == FailureKind.Reset)
        {
            sent += failed.Transferred;
            return new Mismatch(said, SessionProblem.Broken);
        }
        catch (OperationCanceledException cancelled)
        {
            sent += WriteCancelledException.TakenBefore(cancelled);
            if (outward.Stop.IsCancellationRequested || !timer.IsCancellationRequested)
            {
                throw;
            }

            return new Mismatch(said, SessionProblem.NotTaken) { Limit = limit };
        }

        sent += said.Bytes.Length;
        outward.NoteWritten(said.Bytes.Span);
        return null;
    }

    private static async Task ListenUntilAsync(Task writing, Incoming incoming)
    {
        while (!writing.IsCompleted && incoming is { HasRoom: true, IsOfMessages: false })
        {
            if (await Task.WhenAny(writing, incoming.Reading()) != writing)
            {
                incoming.Collect();
            }
        }
    }

    /// <summary>How much of a write was taken that is of interest no more.</summary>
    private static async Task<int> TakenAsync(Task writing, int all)
    {
        try
        {
            await writing;
            return all;
        }
        catch (FailureException failed)
        {
            return failed.Transferred;
        }
        catch (OperationCanceledException cancelled)
        {
            return WriteCancelledException.TakenBefore(cancelled);
        }
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop) => await peer.WriteAsync(bytes, stop);

    private async Task CompleteAsync(PumpControl outward)
    {
        if (!hasEnded && peer is not IMessageOutput)
        {
            hasEnded = true;
            outward.Observer.Completed(Direction.ToPeer);
            await peer.CompleteWritesAsync(outward.Stop);
        }
    }

    /// <exception cref="FailureException">Not all of it has arrived; kind PeerTookLess.</exception>
    private async Task DeliveredAsync(CancellationToken stop)
    {
        using var moment = new CancellationTokenSource(Acknowledgement.DrainLimit, settings.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(moment.Token, stop);
        await Acknowledgement.WaitAsync(peer, sent, settings.Clock, both.Token);
        if (mismatches.Count == 0 && peer is IDelivery { Acknowledged: { } acknowledged } && acknowledged < sent)
        {
            throw new FailureException(new Failure(FailureKind.PeerTookLess, Operation.Write) { Subject = peer.Name, Bytes = sent - acknowledged });
        }
    }
}
