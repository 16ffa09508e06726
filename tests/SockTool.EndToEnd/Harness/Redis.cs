using System.Globalization;
using System.Net.Sockets;

namespace SockTool.EndToEnd.Harness;

/// <summary>A redis-server of the test's own, which keeps nothing.</summary>
internal sealed class Redis : IAsyncDisposable
{
    private readonly RunningProcess process;
    private readonly Folder folder;

    private Redis(RunningProcess process, Folder folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>It cannot take port 0, and a port that was free a moment ago can be gone: then another.</summary>
    public static async Task<Redis> StartAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            var place = new Folder();
            var port = FreePort();
            var text = port.ToString(CultureInfo.InvariantCulture);
            var server = Tools.Start("redis-server", "--port", text, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", place.Root);
            await Until.TrueAsync(() => server.Output.Text.Contains("Ready to accept connections", StringComparison.Ordinal) || server.HasEnded);
            if (!server.HasEnded)
            {
                return new Redis(server, place, port);
            }

            Assert.True(attempt < 5, server.Output.Text);
            await server.DisposeAsync();
            place.Dispose();
        }
    }

    /// <summary>Runs redis-cli against <paramref name="port"/>.</summary>
    public static async Task<Run> AskAsync(int port, params IReadOnlyList<string> words)
    {
        await using var client = Tools.Start("redis-cli", ["-h", "127.0.0.1", "-p", port.ToString(CultureInfo.InvariantCulture), .. words]);
        client.CloseInput();
        return await client.ExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Dispose();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        return ((System.Net.IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
