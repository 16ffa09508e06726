using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>
/// A pump that lets the kernel move the bytes, and never sees them. What a descriptor refuses, and what it cannot tell
/// the cause of, it leaves to a <see cref="BufferPump"/> from the same byte on. One for each run.
/// </summary>
internal abstract class KernelPump(KernelRoute route, PumpControl control)
{
    protected KernelRoute Route => route;

    protected PumpControl Control => control;

    protected int From { get; } = route.From.ReadDescriptor!.Value;

    protected int To { get; } = route.To.WriteDescriptor!.Value;

    protected long Read { get; set; }

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

    /// <summary>Whether read(2) and write(2) may do better, or tell which side it is: EIO comes from a file as from a device.</summary>
    protected static bool MayBeOtherwise(int errno) =>
        errno is Errno.InvalidArgument or Errno.NotImplemented or Errno.NotSupported or Errno.InputOutput;

    protected nint AtMost(int most) => (nint)Math.Min(most, control.Limit - Read);

    protected void NoteWritten(nint count)
    {
        Written += count;
        control.NoteWritten((int)count);
    }

    /// <summary>null when it can go on.</summary>
    protected async ValueTask<PumpResult?> WaitForSourceAsync()
    {
        try
        {
            if (!KernelPatience.Sees(From, PollEvents.Read))
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
            if (!KernelPatience.Sees(To, PollEvents.Write))
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

    protected async Task<PumpResult> FallBackAsync(IInput rest)
    {
        var result = await new BufferPump().RunAsync(rest, route.To, control with { Limit = control.Limit - Read });
        return result with { Read = Read + result.Read, Written = Written + result.Written };
    }

    protected PumpResult Ended(PumpEnd end) => new(end, Read, Written);

    protected PumpResult Failed(PumpEnd end, Failure failure) => new(end, Read, Written, failure);
}
