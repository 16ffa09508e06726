using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>Two calls, in and out of a pipe of ours, which holds what was read and not yet taken.</summary>
internal sealed class PipedKernelPump(KernelRoute route, PumpControl control, TransferPipe pipe) : KernelPump(route, control)
{
    // What comes in pieces of this size is a stream, and more follows at once.
    private const int PieceOfAStream = 128 * 1024;

    private readonly BulkSocket socket = new(route.To.WriteDescriptor!.Value);

    protected override async Task<PumpResult> MoveAsync()
    {
        try
        {
            return await SpliceAsync();
        }
        finally
        {
            socket.Push();
        }
    }

    private async Task<PumpResult> SpliceAsync()
    {
        while (!LimitIsReached)
        {
            if (IsStopped)
            {
                return Ended(PumpEnd.Stopped);
            }

            switch (KernelMove.Splice(From, pipe.Writer, AtMost(pipe.Size)))
            {
                case > 0 and var count:
                    NoteRead(count);
                    if (TurnedLong())
                    {
                        pipe.Widen();
                    }

                    if (await EmptyAsync((int)count) is { } failed)
                    {
                        return failed;
                    }

                    break;
                case 0:
                    return await LeaveToBufferAsync();
                case var error when -error == Errno.TryAgain:
                    socket.Push();
                    if (await WaitForSourceAsync() is { } end)
                    {
                        return end;
                    }

                    break;
                case var error when -error != Errno.Interrupted:
                    return IsConnectionsOwn((int)-error)
                        ? Failed(PumpEnd.SourceFailed, Route.From.DescribeRead((int)-error))
                        : await LeaveToBufferAsync();
            }
        }

        return Ended(PumpEnd.LimitReached);
    }

    // The rest may take long, and be small.
    private Task<PumpResult> LeaveToBufferAsync()
    {
        socket.Push();
        return FallBackAsync();
    }

    /// <summary>null when all of it has gone out.</summary>
    private async ValueTask<PumpResult?> EmptyAsync(int held)
    {
        if (held >= PieceOfAStream)
        {
            socket.FillSegments();
        }

        while (held > 0)
        {
            switch (KernelMove.Splice(pipe.Reader, To, held))
            {
                case > 0 and var count:
                    held -= (int)count;
                    NoteWritten(count);
                    break;
                case var error when -error == Errno.TryAgain:
                    if (await WaitForRoomAsync(Control.Abort) is { } end)
                    {
                        return end;
                    }

                    break;
                case var error when -error != Errno.Interrupted:
                    return IsConnectionsOwn((int)-error)
                        ? Failed(PumpEnd.DestinationFailed, Route.To.DescribeWrite((int)-error))
                        : await WriteOutAsync(held) ?? await LeaveToBufferAsync();
            }
        }

        return null;
    }

    /// <summary>What is in the pipe goes out by write(2), which may work where splice(2) did not, or says why not. null when all of it has.</summary>
    private async Task<PumpResult?> WriteOutAsync(int held)
    {
        var bytes = new byte[held];
        for (var count = 0; count < held;)
        {
            count += DescriptorIo.Read(pipe.Reader, bytes.AsSpan(count));
        }

        try
        {
            await Route.To.WriteAsync(bytes, Control.Abort);
            NoteWritten(held);
            return null;
        }
        catch (FailureException failed)
        {
            NoteWritten(failed.Transferred);
            return Failed(PumpEnd.DestinationFailed, failed.Failure);
        }
        catch (OperationCanceledException cancelled)
        {
            NoteWritten(WriteCancelledException.TakenBefore(cancelled));
            return Ended(PumpEnd.Stopped);
        }
    }
}
