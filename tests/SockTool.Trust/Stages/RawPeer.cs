using System.Net;
using System.Net.Sockets;
using SockTool.Trust.Contenders;

namespace SockTool.Trust.Stages;

/// <summary>A tool and, at the other end, a socket of ours that can do what no tool does.</summary>
internal sealed class RawPeer : IAsyncDisposable
{
    private readonly Stage stage;

    private RawPeer(Stage stage, RunningProcess process, Socket socket) => (this.stage, Process, Socket) = (stage, process, socket);

    public RunningProcess Process { get; }

    public Socket Socket { get; }

    /// <param name="side">Which of the two the tool is.</param>
    /// <param name="line">Makes a line of bash of the tool's command line.</param>
    public static async Task<RawPeer> OfAsync(Stage stage, Tool tool, Side side, Func<string, string> line, Reading reading = Reading.AtOnce, Carrier carrier = Carrier.Tcp4, string engine = Tool.Fastest)
    {
        var door = stage.NewDoor(tool, carrier);
        if (side is Side.Server)
        {
            var server = stage.Start(line(tool.Listen(door)!), reading, engine);
            await Until.TrueAsync(() => server.HasEnded || door.IsOpen(server), "a listener");
            return new(stage, server, server.HasEnded ? Nobody() : await DialAsync((await door.OpenAsync(server)).Address));
        }

        using var listener = Listener();
        var client = stage.Start(line(Dial(tool, door, listener)), reading, engine);
        var accepting = listener.AcceptAsync();
        await Until.TrueAsync(() => accepting.IsCompleted || client.HasEnded, "a client");
        return new(stage, client, accepting.IsCompleted ? await accepting : Nobody());
    }

    /// <summary>Who is reset at once may hear of it from connect(2) itself.</summary>
    private static async Task<Socket> DialAsync(string address)
    {
        try
        {
            return await Wire.DialAsync(address);
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset)
        {
            return Nobody();
        }
    }

    /// <summary>Where the tool ended before there was a connection: nothing can be said to it, and nothing was heard.</summary>
    private static Socket Nobody() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public static Socket Listener()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(16);
        return listener;
    }

    public static string Dial(Tool tool, Door door, Socket listener) =>
        tool.Connect(door.ToldAs(((IPEndPoint)listener.LocalEndPoint!).Port))!;

    public async ValueTask DisposeAsync()
    {
        Socket.Dispose();
        await stage.EndAsync(Process);
    }
}
