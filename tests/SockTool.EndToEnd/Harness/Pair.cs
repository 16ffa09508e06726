using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd.Harness;

/// <summary>The tool, as client or server, and the socket of the test at the other end.</summary>
internal sealed class Pair(RunningProcess process, Socket other, IAsyncDisposable? server) : IAsyncDisposable
{
    public RunningProcess Process => process;

    public Socket Other => other;

    /// <param name="command">"connect" or "listen", with options after it.</param>
    /// <param name="transport">"tcp" or "unix".</param>
    /// <param name="folder">Where a Unix socket may be.</param>
    public static async Task<Pair> OfAsync(string command, string transport, Folder folder)
    {
        var words = command.Split(' ', 2);
        var options = words.Length > 1 ? words[1] : "";
        var path = folder["socket"];
        if (words[0] == "listen")
        {
            var server = await Sock.ServeAsync($"listen {(transport == "unix" ? $"unix:{path}" : "127.0.0.1:0")} {options}");
            return new Pair(server.Process, await server.DialAsync(), server);
        }

        EndPoint at = transport == "unix" ? new UnixDomainSocketEndPoint(path) : new IPEndPoint(IPAddress.Loopback, 0);
        using var listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(at);
        listener.Listen(1);
        var client = Sock.Start($"connect {(transport == "unix" ? $"unix:{path}" : listener.LocalEndPoint)} {options}");
        return new Pair(client, await listener.AcceptAsync().WaitAsync(Until.Deadline), null);
    }

    public async ValueTask DisposeAsync()
    {
        other.Dispose();
        await (server ?? process).DisposeAsync();
    }
}
