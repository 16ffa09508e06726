using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>Two calls, in and out of a pipe of ours, which holds what was read and not yet taken.</summary>
internal sealed class PipedKernelPump(KernelRoute route, PumpControl control, TransferPipe pipe) : KernelPump(route, control)
{
    protected override async Task<PumpResult> MoveAsync()
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
                    Read += count;
                    Control.NoteRead((int)count);
                    if (await EmptyAsync((int)count) is { } failed)
                    {
                        return failed;
                    }

                    break;
                case 0:
                    return Ended(PumpEnd.EndOfInput);
                case var error when -error == Errno.TryAgain:
                    if (await WaitForSourceAsync() is { } end)
                    {
                        return end;
                    }

                    break;
                case var error when -error != Errno.Interrupted:
                    return MayBeOtherwise((int)-error)
                        ? await FallBackAsync(Route.From)
                        : Failed(PumpEnd.SourceFailed, Route.From.DescribeRead((int)-error));
            }
        }

        return Ended(PumpEnd.LimitReached);
    }

    /// <summary>null when all of it has gone out.</summary>
    private async ValueTask<PumpResult?> EmptyAsync(int held)
    {
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
                case var error when error == 0 || MayBeOtherwise((int)-error):
                    return await FallBackAsync(held);
                case var error when -error != Errno.Interrupted:
                    return Failed(PumpEnd.DestinationFailed, Route.To.DescribeWrite((int)-error));
            }
        }

        return null;
    }

    private Task<PumpResult> FallBackAsync(int held)
    {
        pipe.EndWriting();
        Read -= held;
        return FallBackAsync(new SuccessiveInputs(new DescriptorInput(pipe.Reader, ""), Route.From));
    }
}
