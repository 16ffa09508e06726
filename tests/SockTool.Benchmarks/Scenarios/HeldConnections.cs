using System.Net;
using System.Net.Sockets;

namespace SockTool.Benchmarks.Scenarios;

/// <summary>Connections that only stay open, until they are asked.</summary>
internal sealed class HeldConnections(int port) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<Socket> sockets = [];

    public int Count => sockets.Count;

    public void Open(int more, CancellationToken limit)
    {
        for (var i = 0; i < more; i++)
        {
            limit.ThrowIfCancellationRequested();
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = (int)Patience.TotalMilliseconds,
            };
            sockets.Add(socket);
            socket.Connect(IPAddress.Loopback, port);
        }
    }

    /// <summary>How many give back the byte they are sent.</summary>
    public int CountAnswers(CancellationToken limit) => sockets.Count(socket =>
    {
        limit.ThrowIfCancellationRequested();
        return Answers(socket);
    });

    public void Dispose() => sockets.ForEach(socket => socket.Dispose());

    private static bool Answers(Socket socket)
    {
        try
        {
            socket.Send("?"u8);
            Span<byte> answer = stackalloc byte[1];
            return socket.Receive(answer) == 1 && answer[0] == (byte)'?';
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
