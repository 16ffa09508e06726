using System.Net.Sockets;
using SockTool.Core.Native;

namespace SockTool.Core.Connections;

/// <summary>
/// recv, send and waiting on a socket that does not block. Elsewhere than on Windows these are the descriptor's own calls:
/// the framework's cost a third more and lose error numbers.
/// </summary>
internal static class SocketIo
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>The count of bytes, or the negative error number.</summary>
    public static int Receive(Socket socket, int descriptor, Span<byte> buffer)
    {
        if (Platform.HasDescriptors)
        {
            return DescriptorIo.Receive(descriptor, buffer);
        }

        var count = socket.Receive(buffer, SocketFlags.None, out var error);
        return error == SocketError.Success || count > 0 ? count : -NumberOf(error);
    }

    /// <summary>The count of bytes, or the negative error number.</summary>
    public static int Send(Socket socket, int descriptor, ReadOnlySpan<byte> bytes)
    {
        if (Platform.HasDescriptors)
        {
            return DescriptorIo.Send(descriptor, bytes);
        }

        var count = socket.Send(bytes, SocketFlags.None, out var error);
        return error == SocketError.Success || count > 0 ? count : -NumberOf(error);
    }

    public static void EndSending(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // ENOTCONN: the peer reset first, which the next read reports with its cause.
        }
    }

    // poll(2) has no equal on Windows, but a receive of nothing waits for something all the same.
    public static async ValueTask<PollEvents> WaitToReadAsync(Socket socket, int descriptor, CancellationToken cancellation)
    {
        if (Platform.HasDescriptors)
        {
            return await Readiness.WaitAsync(descriptor, PollEvents.Read, cancellation);
        }

        try
        {
            await socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, cancellation);
            return PollEvents.Read;
        }
        catch (SocketException)
        {
            // The read that follows tells it.
            return PollEvents.Error;
        }
    }

    // Nor is there a send that waits and sends nothing.
    public static async ValueTask<PollEvents> WaitToWriteAsync(Socket socket, int descriptor, CancellationToken cancellation)
    {
        if (Platform.HasDescriptors)
        {
            return await Readiness.WaitAsync(descriptor, PollEvents.Write, cancellation);
        }

        for (var pause = BetweenLooks; !socket.Poll(TimeSpan.Zero, SelectMode.SelectWrite); pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, TimeProvider.System, cancellation);
        }

        return PollEvents.Write;
    }

    /// <summary>Whether the peer has ended its way or reset, unread as that may be (POLLRDHUP); true where only a read could tell.</summary>
    public static bool IsLeaving(int descriptor) => !Platform.HasLinuxCalls || Readiness.Now(descriptor, PollEvents.PeerEnded) != PollEvents.None;

    /// <summary>Notices a reset while nothing is read or written: poll(2) reports POLLERR and POLLHUP unasked.</summary>
    public static async Task<Failure?> WaitForDepartureAsync(Socket socket, int descriptor, string name, CancellationToken cancellation)
    {
        if (!Platform.HasDescriptors)
        {
            return await Never.DepartsAsync(cancellation);
        }

        await Readiness.WaitAsync(descriptor, PollEvents.None, cancellation);
        var error = (int)(socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) ?? 0);
        return error == 0 ? null : SocketFailures.Describe(new SocketException(error), Operation.Write, name);
    }

    // The framework's numbers are those of Windows; elsewhere the exception knows the system's.
    private static int NumberOf(SocketError error) => new SocketException((int)error).NativeErrorCode;
}
