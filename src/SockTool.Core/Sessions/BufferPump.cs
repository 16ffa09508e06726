using System.Buffers;
using SockTool.Core.Connections;
using SockTool.Core.Observers;

namespace SockTool.Core.Sessions;

/// <summary>The pump that works between any two ends on any system: read, write, again.</summary>
public sealed class BufferPump : IPump
{
    public async Task<PumpResult> RunAsync(IInput source, IOutput destination, PumpControl control)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(control);
        var buffer = ArrayPool<byte>.Shared.Rent(control.BufferSize);
        try
        {
            return await MoveAsync(source, destination, buffer, control);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<PumpResult> MoveAsync(IInput source, IOutput destination, byte[] buffer, PumpControl control)
    {
        long read = 0;
        long written = 0;
        while (read < control.Limit)
        {
            int count;
            try
            {
                var ask = (int)Math.Min(control.BufferSize, control.Limit - read);
                count = await source.ReadAsync(buffer.AsMemory(0, ask), control.Stop);
            }
            catch (FailureException failed)
            {
                return new PumpResult(PumpEnd.SourceFailed, read, written, failed.Failure);
            }
            catch (OperationCanceledException)
            {
                return new PumpResult(PumpEnd.Stopped, read, written);
            }

            if (count == 0)
            {
                return new PumpResult(PumpEnd.EndOfInput, read, written);
            }

            read += count;
            Note(control, count);
            try
            {
                await destination.WriteAsync(buffer.AsMemory(0, count), control.Abort);
            }
            catch (FailureException failed)
            {
                return new PumpResult(PumpEnd.DestinationFailed, read, written + failed.Transferred, failed.Failure);
            }
            catch (OperationCanceledException cancelled)
            {
                return new PumpResult(PumpEnd.Stopped, read, written + ((cancelled as WriteCancelledException)?.Transferred ?? 0));
            }

            written += count;
            Note(control, buffer.AsSpan(0, count));
        }

        return new PumpResult(PumpEnd.LimitReached, read, written);
    }

    private static void Note(PumpControl control, int count)
    {
        if (control.Direction == Direction.FromPeer)
        {
            control.Activity.TouchFromPeer();
        }
        else
        {
            control.Activity.TouchFromInput();
        }

        control.Observer.Read(control.Direction, count);
    }

    private static void Note(PumpControl control, ReadOnlySpan<byte> bytes)
    {
        control.Activity.Touch();
        control.Observer.Written(control.Direction, bytes.Length);
        if (control.Observer.NeedsBytes)
        {
            control.Observer.Passed(control.Direction, bytes);
        }
    }
}
