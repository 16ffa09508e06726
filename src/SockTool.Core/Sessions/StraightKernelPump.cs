using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>One call moves from the one end to the other: what was not taken was not read either.</summary>
internal sealed class StraightKernelPump(KernelRoute route, PumpControl control) : KernelPump(route, control)
{
    // Long enough to be worth the call, short enough for timers and observers to see the stream move.
    private const int AtOnce = 4 * 1024 * 1024;

    protected override async Task<PumpResult> MoveAsync()
    {
        if (Route.Call != KernelCall.SendFile && !LimitIsReached && await WaitForSourceAsync() is { } nothing)
        {
            return nothing;
        }

        // The peer may answer, and end, before the call that sends it our first byte is back here.
        Control.NoteReadable();
        while (!LimitIsReached)
        {
            if (IsStopped)
            {
                return Ended(PumpEnd.Stopped);
            }

            switch (Route.Call == KernelCall.SendFile ? SendFile() : KernelMove.Splice(From, To, AtMost(AtOnce)))
            {
                case > 0 and var count:
                    NoteRead(count);
                    NoteWritten(count);
                    Widen();
                    break;
                case 0:
                    return Route.Call == KernelCall.SpliceIntoPipe ? await FallBackAsync() : Ended(PumpEnd.EndOfInput);
                case var error when -error == Errno.TryAgain:
                    if (await WaitForTheSlowerAsync() is { } end)
                    {
                        return end;
                    }

                    break;
                case var error when -error != Errno.Interrupted:
                    return IsConnectionsOwn((int)-error) ? Failed((int)-error) : await FallBackAsync();
            }
        }

        return Ended(PumpEnd.LimitReached);
    }

    // Asking for more than there is would make older kernels hold the last segment back for what never comes (MSG_MORE, send(2)).
    private nint SendFile() => KernelMove.SendFile(From, To, AtMost(KernelMove.LeftIn(From) is > 0 and < AtOnce and var left ? (int)left : AtOnce));

    // Its other users do not notice it but by the speed.
    private void Widen()
    {
        if (Route.Call != KernelCall.SendFile && TurnedLong())
        {
            KernelMove.Widen(Route.Call == KernelCall.SpliceIntoPipe ? To : From);
        }
    }

    // Nothing is held between the two, so a stop loses nothing while it waits for room either.
    private ValueTask<PumpResult?> WaitForTheSlowerAsync() =>
        Readiness.Now(To, PollEvents.Write) == PollEvents.None ? WaitForRoomAsync(Control.Stop) : WaitForSourceAsync();

    /// <summary>The socket's fault, but for a pipe that has lost its reader.</summary>
    private PumpResult Failed(int errno) => Route.Call == KernelCall.SpliceIntoPipe && errno != Errno.BrokenPipe
        ? Failed(PumpEnd.SourceFailed, Route.From.DescribeRead(errno))
        : Failed(PumpEnd.DestinationFailed, Route.To.DescribeWrite(errno));
}
