using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd.Harness;

/// <summary>A small server with one kind of manners, good or bad; its clients are served one after another.</summary>
internal sealed partial class Peer : IAsyncDisposable
{
    private readonly Socket listener;
    private readonly Task serving;
    private readonly CancellationTokenSource over = new();
    private readonly List<Socket> clients = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource there = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Peer(Socket listener, Func<Socket, Peer, Task> manners)
    {
        this.listener = listener;
        serving = Task.Run(() => ServeAsync(manners));
    }

    /// <summary>As an address of the tool's command line.</summary>
    public string Endpoint => listener.LocalEndPoint is IPEndPoint ip ? ip.ToString() : $"unix:{listener.LocalEndPoint}";

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>What the last client said, where this peer's manners are to listen.</summary>
    public byte[] Heard { get; private set; } = [];

    /// <summary>Cancelled when the test is over.</summary>
    public CancellationToken Over => over.Token;

    /// <summary>Completes when a client's stream has ended.</summary>
    public Task StreamEnded => ended.Task.WaitAsync(Until.Deadline);

    /// <summary>Completes when a client is there.</summary>
    public Task ClientThere => there.Task.WaitAsync(Until.Deadline);

    public static Task<Peer> That(Func<Socket, Peer, Task> manners, EndPoint? at = null, int receiveBuffer = 0)
    {
        var endpoint = at ?? new IPEndPoint(IPAddress.Loopback, 0);
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        if (receiveBuffer > 0)
        {
            socket.ReceiveBufferSize = receiveBuffer;
        }

        socket.Bind(endpoint);
        socket.Listen(16);
        return Task.FromResult(new Peer(socket, manners));
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Dispose();
        clients.ForEach(client => client.Dispose());
        await serving.WaitAsync(Until.Deadline);
        over.Dispose();
    }

    private async Task ServeAsync(Func<Socket, Peer, Task> manners)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync(over.Token);
                clients.Add(client);
                there.TrySetResult();
                await manners(client, this);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            ended.TrySetException(end);
        }
    }
}
