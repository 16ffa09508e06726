using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SockTool.EndToEnd.Harness;

/// <summary>What a peer of a test does with its socket; every wait has a deadline.</summary>
internal static class Wire
{
    public static async Task<Socket> DialAsync(string address)
    {
        EndPoint endpoint = address.StartsWith("unix:", StringComparison.Ordinal)
            ? new UnixDomainSocketEndPoint(address["unix:".Length..])
            : IPEndPoint.Parse(address);
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(endpoint).WaitAsync(Until.Deadline);
        return socket;
    }

    public static Task SayAsync(this Socket socket, string text) => socket.SayAsync(Bytes.Utf8(text));

    public static async Task SayAsync(this Socket socket, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent)).AsTask().WaitAsync(Until.Deadline);
        }
    }

    /// <summary>The next <paramref name="count"/> bytes; fewer only where the stream ends before.</summary>
    public static async Task<byte[]> HearAsync(this Socket socket, int count)
    {
        var bytes = new byte[count];
        var heard = 0;
        while (heard < count && await socket.ReceiveAsync(bytes.AsMemory(heard)).AsTask().WaitAsync(Until.Deadline) is > 0 and var more)
        {
            heard += more;
        }

        return bytes[..heard];
    }

    public static async Task<string> HearTextAsync(this Socket socket, string text) => Encoding.UTF8.GetString(await socket.HearAsync(Bytes.Utf8(text).Length));

    /// <summary>Everything up to the end of the stream.</summary>
    public static async Task<byte[]> HearAllAsync(this Socket socket)
    {
        var all = new ArrayBufferWriter<byte>();
        var buffer = new byte[64 * Bytes.KiB];
        while (await socket.ReceiveAsync(buffer).WaitAsync(Until.Deadline) is > 0 and var count)
        {
            all.Write(buffer.AsSpan(0, count));
        }

        return all.WrittenSpan.ToArray();
    }

    /// <summary>Sends FIN and goes on listening.</summary>
    public static void Finish(this Socket socket) => socket.Shutdown(SocketShutdown.Send);

    /// <summary>Sends RST.</summary>
    public static void Reset(this Socket socket)
    {
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
    }
}
