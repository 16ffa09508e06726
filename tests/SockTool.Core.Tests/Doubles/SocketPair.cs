using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;

namespace SockTool.Core.Tests.Doubles;

/// <summary>Two connected sockets of one kind on this machine.</summary>
internal sealed class SocketPair : IDisposable
{
    private SocketPair(Socket near, Socket far) => (Near, Far) = (near, far);

    public Socket Near { get; }

    public Socket Far { get; }

    /// <param name="buffer">SO_SNDBUF and SO_RCVBUF; null for what is usual.</param>
    public static SocketPair Tcp(int? buffer = null)
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return Join(listener, new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), buffer);
    }

    public static SocketPair Unix()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        return Join(listener, new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), null);
    }

    public SocketConnection Connection(OperationLimits? limits = null, TimeProvider? clock = null) =>
        new(Near, limits ?? OperationLimits.None, clock ?? TimeProvider.System);

    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }

    private static SocketPair Join(Socket listener, Socket near, int? buffer)
    {
        if (buffer is { } size)
        {
            listener.ReceiveBufferSize = size;
            near.SendBufferSize = size;
        }

        listener.Listen();
        near.Connect(listener.LocalEndPoint!);
        return new SocketPair(near, listener.Accept());
    }
}
