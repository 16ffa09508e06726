using System.Net.Sockets;

namespace SockTool.Trust.Stages;

/// <summary>What a peer says and hears while the tool may end at any moment: why it did, its exit code says.</summary>
internal static class LastWords
{
    /// <summary>Says it, and ends its stream.</summary>
    public static async Task SayOutAsync(this Socket socket, byte[] words, int times = 1)
    {
        try
        {
            for (var i = 0; i < times; i++)
            {
                await socket.SayAsync(words);
            }

            socket.Finish();
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // It hears no more.
        }
    }

    /// <summary>All up to the end, whichever end it is.</summary>
    public static async Task<byte[]> HearOutAsync(this Socket socket)
    {
        var all = new MemoryStream();
        var buffer = new byte[64 * Bytes.KiB];
        try
        {
            while (await socket.ReceiveAsync(buffer).WaitAsync(Until.Deadline) is > 0 and var count)
            {
                all.Write(buffer.AsSpan(0, count));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // A reset is an end too.
        }

        return all.ToArray();
    }
}
