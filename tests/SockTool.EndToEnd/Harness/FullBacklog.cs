using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd.Harness;

/// <summary>A listener that never accepts and whose queue is full: Linux drops a SYN that would be one too many, so a connect hangs.</summary>
internal sealed class FullBacklog : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> queued = [];

    public FullBacklog()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        Socket last;
        do
        {
            last = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            queued.Add(last);
        }
        while (last.ConnectAsync(listener.LocalEndPoint!).Wait(Patience));
    }

    public string Endpoint => listener.LocalEndPoint!.ToString()!;

    public void Dispose()
    {
        queued.ForEach(socket => socket.Dispose());
        listener.Dispose();
    }
}
