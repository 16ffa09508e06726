using System.Net;
using System.Runtime.InteropServices;

namespace SockTool.Core.Native;

/// <summary>recvfrom(2) and sendto(2) with the retry table of <see cref="DescriptorIo"/>; addresses are as the system writes them.</summary>
internal static unsafe partial class DatagramCalls
{
    /// <summary>The count of bytes, or the negative errno; <paramref name="sender"/> is overwritten.</summary>
    public static int ReceiveFrom(int socket, Span<byte> buffer, SocketAddress sender)
    {
        fixed (byte* start = buffer)
        fixed (byte* address = sender.Buffer.Span)
        {
            nint count;
            var length = (uint)sender.Buffer.Length;
            while ((count = ReceiveFrom(socket, start, buffer.Length, 0, address, &length)) < 0 && Unix.LastError == Errno.Interrupted)
            {
            }

            if (count < 0)
            {
                return -Unix.LastError;
            }

            sender.Size = (int)Math.Min(length, (uint)sender.Buffer.Length);
            return (int)count;
        }
    }

    /// <summary>The count of bytes, or the negative errno.</summary>
    public static int SendTo(int socket, ReadOnlySpan<byte> bytes, SocketAddress destination)
    {
        fixed (byte* start = bytes)
        fixed (byte* address = destination.Buffer.Span)
        {
            nint count;
            while ((count = SendTo(socket, start, bytes.Length, 0, address, (uint)destination.Size)) < 0 && Unix.LastError == Errno.Interrupted)
            {
            }

            return count < 0 ? -Unix.LastError : (int)count;
        }
    }

    [LibraryImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    private static partial nint ReceiveFrom(int socket, byte* buffer, nint count, int flags, byte* address, uint* length);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    private static partial nint SendTo(int socket, byte* bytes, nint count, int flags, byte* address, uint length);
}
