using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Sessions;

/// <summary>The pump that works between any two ends on any system: read, write, again. While its source is silent it holds no buffer.</summary>
public sealed class BufferPump : IPump
{
    // Measured from a loopback connection to /dev/null, GB/s: 64 KiB 0.72, 128 KiB 0.76, 256 KiB 0.92, 1 MiB 0.93.
    private const int UsualSize = 256 * 1024;

    public async Task<PumpResult> RunAsync(IInput source, IOutput destination, PumpControl control)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(control);
        using var buffer = new PooledBuffer(Math.Min(control.BufferSize ?? UsualSize, (destination as IMessageOutput)?.LargestMessage ?? int.MaxValue));
        return await MoveAsync(source, destination, buffer, control);
    }

    private static async Task<PumpResult> MoveAsync(IInput source, IOutput destination, PooledBuffer buffer, PumpControl control)
    {
        long read = 0;
        long written = 0;
        while (read < control.Limit)
        {
            int count;
            try
            {
                if (source is IWaitable waitable)
                {
                    buffer.Release();
                    await waitable.WaitToReadAsync(Resume.OnThePool, control.Stop);
                    control.NoteReadable();
                }

                count = await source.ReadAsync(buffer.First(control.Limit - read), control.Stop);
            }
            catch (FailureException failed)
            {
                return new PumpResult(PumpEnd.SourceFailed, read, written, failed.Failure);
            }
            catch (OperationCanceledException)
            {
                return new PumpResult(PumpEnd.Stopped, read, written);
            }

            if (count == 0 && source.IsOver())
            {
                return new PumpResult(PumpEnd.EndOfInput, read, written);
            }

            read += count;
            control.NoteRead(buffer.Memory.Span[..count]);
            try
            {
                await destination.WriteAsync(buffer.Memory[..count], control.Abort);
            }
            catch (FailureException failed)
            {
                control.NoteSome(buffer.Memory.Span[..failed.Transferred]);
                return new PumpResult(PumpEnd.DestinationFailed, read, written + failed.Transferred, failed.Failure);
            }
            catch (OperationCanceledException cancelled)
            {
                var some = WriteCancelledException.TakenBefore(cancelled);
                control.NoteSome(buffer.Memory.Span[..some]);
                return new PumpResult(PumpEnd.Stopped, read, written + some);
            }

            written += count;
            control.NoteWritten(buffer.Memory.Span[..count]);
        }

        return new PumpResult(PumpEnd.LimitReached, read, written);
    }
}
