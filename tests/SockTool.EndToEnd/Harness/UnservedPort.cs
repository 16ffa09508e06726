using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd.Harness;

/// <summary>A port that is bound and does not listen: a connect is refused, and nobody else can take it.</summary>
internal sealed class UnservedPort : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public UnservedPort() => socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public string Endpoint => socket.LocalEndPoint!.ToString()!;

    /// <summary>From now on it listens; the first client.</summary>
    public async Task<Socket> ServeAsync()
    {
        socket.Listen(1);
        return await socket.AcceptAsync().WaitAsync(Until.Deadline);
    }

    public void Dispose() => socket.Dispose();
}
