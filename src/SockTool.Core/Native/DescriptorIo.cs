namespace SockTool.Core.Native;

/// <summary>read(2), write(2), recv(2) and send(2) with one retry table: EINTR again, EAGAIN as "wait", everything else as its number.</summary>
internal static unsafe class DescriptorIo
{
    // MSG_DONTWAIT: a socket that we share with a parent is not made non-blocking, as O_NONBLOCK would be the parent's too (fcntl(2)).
    private static readonly int DoNotWait = OperatingSystem.IsMacOS() ? 0x80 : 0x40;

    /// <summary>The count of bytes, or the negative errno.</summary>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return Uninterrupted(&Libc.Read, descriptor, start, buffer.Length);
        }
    }

    /// <summary>The count of bytes, or the negative errno.</summary>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return Uninterrupted(&Libc.Write, descriptor, start, bytes.Length);
        }
    }

    /// <summary>
    /// Writes all of it and waits where there is no room, each time for <paramref name="patience"/> milliseconds at most (-1 for as long as it
    /// takes). 0, or the number of the error that kept some of it back.
    /// </summary>
    public static int WriteAll(int descriptor, ReadOnlySpan<byte> bytes, int patience = -1)
    {
        while (!bytes.IsEmpty)
        {
            var count = Write(descriptor, bytes);
            if (count >= 0)
            {
                bytes = bytes[count..];
            }
            else if (-count != Errno.TryAgain || Readiness.Briefly(descriptor, PollEvents.Write, patience) == PollEvents.None)
            {
                return -count;
            }
        }

        return 0;
    }

    /// <summary>From a socket. The count of bytes, or the negative errno.</summary>
    public static int Receive(int socket, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            return Uninterrupted(&ReceiveNow, socket, start, buffer.Length);
        }
    }

    /// <summary>To a socket. The count of bytes, or the negative errno.</summary>
    public static int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            return Uninterrupted(&SendNow, socket, start, bytes.Length);
        }
    }

    private static nint ReceiveNow(int socket, byte* buffer, nint count) => Libc.Receive(socket, buffer, count, DoNotWait);

    private static nint SendNow(int socket, byte* buffer, nint count) => Libc.Send(socket, buffer, count, DoNotWait);

    private static int Uninterrupted(delegate*<int, byte*, nint, nint> call, int descriptor, byte* start, int length)
    {
        nint count;
        while ((count = call(descriptor, start, length)) < 0 && Unix.LastError == Errno.Interrupted)
        {
        }

        return count < 0 ? -Unix.LastError : (int)count;
    }
}
