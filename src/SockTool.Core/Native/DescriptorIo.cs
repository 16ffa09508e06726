namespace SockTool.Core.Native;

/// <summary>read(2), write(2), recv(2) and send(2) with one retry table: EINTR again, EAGAIN as "wait", everything else as its number.</summary>
internal static unsafe class DescriptorIo
{
    /// <summary>The count of bytes, or the negative errno.</summary>
    public static int Read(int descriptor, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            while ((count = Libc.Read(descriptor, start, buffer.Length)) < 0 && Unix.LastError == Errno.Interrupted)
            {
            }

            return count < 0 ? -Unix.LastError : (int)count;
        }
    }

    /// <summary>The count of bytes, or the negative errno.</summary>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint count;
            while ((count = Libc.Write(descriptor, start, bytes.Length)) < 0 && Unix.LastError == Errno.Interrupted)
            {
            }

            return count < 0 ? -Unix.LastError : (int)count;
        }
    }

    /// <summary>From a socket. The count of bytes, or the negative errno.</summary>
    public static int Receive(int socket, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint count;
            while ((count = Libc.Receive(socket, start, buffer.Length, 0)) < 0 && Unix.LastError == Errno.Interrupted)
            {
            }

            return count < 0 ? -Unix.LastError : (int)count;
        }
    }

    /// <summary>To a socket. The count of bytes, or the negative errno.</summary>
    public static int Send(int socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            nint count;
            while ((count = Libc.Send(socket, start, bytes.Length, 0)) < 0 && Unix.LastError == Errno.Interrupted)
            {
            }

            return count < 0 ? -Unix.LastError : (int)count;
        }
    }
}
