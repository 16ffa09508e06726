using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>
/// A pump that lets the kernel move the bytes, and never sees them. What a descriptor refuses, and what it cannot tell
/// the cause of, it leaves to a <see cref="BufferPump"/> from the same byte on. One for each run.
/// </summary>
internal abstract class KernelPump(KernelRoute route, PumpControl control)
{
    // Ready, and yet nothing moves, as at TCP's urgent mark, which splice(2) does not pass: the buffer shall try.
    private const int Enough = 16;

    // A pipe holds 64 KiB (pipe(7)): each time it is full or empty, two processes change places. A stream of this many
    // bytes is likely to be long, and gets a wider one; were all of them wide, a user's share of such memory
    // (pipe-user-pages-soft) would be used up by 32 idle relays.
    private const int Long = 256 * 1024;

    private int inVain;
    private bool isLong;

    protected KernelRoute Route => route;

    protected PumpControl Control => control;

    protected int From { get; } = route.From.ReadDescriptor!.Value;

    protected int To { get; } = route.To.WriteDescriptor!.Value;

    protected long Read { get; private set; }

    protected long Written { get; private set; }

    protected bool IsStopped => control.Stop.IsCancellationRequested;

    protected bool LimitIsReached => Read >= control.Limit;

    public static async Task<PumpResult> RunAsync(KernelRoute route, PumpControl control)
    {
        // A move may take long, and the other direction is to start meanwhile.
        await Task.Yield();
        if (route.Call != KernelCall.SpliceThroughPipe)
        {
            return await new StraightKernelPump(route, control).MoveAsync();
        }

        using var pipe = TransferPipe.TryOpen();
        return pipe is null
            ? await new BufferPump().RunAsync(route.From, route.To, control)
            : await new PipedKernelPump(route, control, pipe).MoveAsync();
    }

    protected abstract Task<PumpResult> MoveAsync();

    /// <summary>
    /// Whether only the connection can have said this: a socket tells its error once. Anything else read(2) or write(2) is
    /// asked for again, which shows whose it is, or works where splice(2) does not.
    /// </summary>
    protected static bool IsConnectionsOwn(int errno) => errno is Errno.BrokenPipe or (>= Errno.NetworkDown and <= Errno.HostUnreachable);

    /// <summary>Once: when so much has come that a wider pipe is worth it.</summary>
    protected bool TurnedLong() => !isLong && (isLong = Read >= Long);

    protected nint AtMost(int most) => (nint)Math.Min(most, control.Limit - Read);

    protected void NoteRead(nint count)
    {
        inVain = 0;
        Read += count;
        control.NoteRead((int)count);
    }

    protected void NoteWritten(nint count)
    {
        Written += count;
        control.NoteWritten((int)count);
    }

    /// <summary>null when it can go on.</summary>
    protected async ValueTask<PumpResult?> WaitForSourceAsync()
    {
        if (++inVain == Enough)
        {
            return await FallBackAsync();
        }

        try
        {
            if (!BriefWait.Sees(From, PollEvents.Read))
            {
                await route.From.WaitToReadAsync(Resume.OnThePool, control.Stop);
            }

            return null;
        }
        catch (FailureException failed)
        {
            return Failed(PumpEnd.SourceFailed, failed.Failure);
        }
        catch (OperationCanceledException)
        {
            return Ended(PumpEnd.Stopped);
        }
    }

    /// <summary>null when it can go on.</summary>
    protected async ValueTask<PumpResult?> WaitForRoomAsync(CancellationToken cancellation)
    {
        try
        {
            if (!BriefWait.Sees(To, PollEvents.Write))
            {
                await route.To.WaitToWriteAsync(cancellation);
            }

            return null;
        }
        catch (FailureException failed)
        {
            return Failed(PumpEnd.DestinationFailed, failed.Failure);
        }
        catch (OperationCanceledException)
        {
            return Ended(PumpEnd.Stopped);
        }
    }

    /// <summary>The buffer goes on from here. Also where a socket seems to be at its end, which splice(2) says at an urgent mark too.</summary>
    protected async Task<PumpResult> FallBackAsync()
    {
        var result = await new BufferPump().RunAsync(route.From, route.To, control with { Limit = control.Limit - Read });
        return result with { Read = Read + result.Read, Written = Written + result.Written };
    }

    protected PumpResult Ended(PumpEnd end) => new(end, Read, Written);

    protected PumpResult Failed(PumpEnd end, Failure failure) => new(end, Read, Written, failure);
}
