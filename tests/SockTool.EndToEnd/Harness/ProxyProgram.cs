using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SockTool.EndToEnd.Harness;

/// <summary>A proxy that nobody here wrote, on a port of its own. None of them can be told to choose one.</summary>
internal sealed class ProxyProgram : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly RunningProcess running;
    private readonly Folder place;

    private ProxyProgram(RunningProcess process, Folder folder, int port) => (running, place, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>What it is, for the tests to choose from; <c>$PORT</c> and <c>$FOLDER</c> are its own.</summary>
    /// <param name="name">microsocks, danted, tinyproxy or ncat; with <c>+password</c> it wants the user joe and the password secret.</param>
    public static async Task<ProxyProgram> StartAsync(string name)
    {
        Tools.Require(name.Split('+')[0]);
        for (var attempt = 1; ; attempt++)
        {
            var (folder, port) = (new Folder(), FreePort());
            var process = Shell.Start(Script(name), ("PORT", port.ToString(CultureInfo.InvariantCulture)), ("FOLDER", folder.Root));
            await Until.TrueAsync(() => process.HasEnded || Listens(port), $"{name} listens");
            if (!process.HasEnded || attempt == Attempts)
            {
                Assert.False(process.HasEnded, $"{name}: {process.Error.Text}");
                return new ProxyProgram(process, folder, port);
            }

            // Somebody else took the port first.
            await process.DisposeAsync();
            folder.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await running.DisposeAsync();
        place.Dispose();
    }

    private static string Script(string name) => name switch
    {
        "microsocks" => "exec microsocks -i 127.0.0.1 -p $PORT",
        "microsocks+password" => "exec microsocks -i 127.0.0.1 -p $PORT -u joe -P secret",
        "ncat" => "exec ncat -l --proxy-type http 127.0.0.1 $PORT",
        "ncat+password" => "exec ncat -l --proxy-type http --proxy-auth joe:secret 127.0.0.1 $PORT",
        "tinyproxy" => "printf 'Port %s\nListen 127.0.0.1\nTimeout 60\nMaxClients 20\n' $PORT >$FOLDER/conf; exec tinyproxy -d -c $FOLDER/conf",
        "tinyproxy+password" => "printf 'Port %s\nListen 127.0.0.1\nTimeout 60\nMaxClients 20\nBasicAuth joe secret\n' $PORT >$FOLDER/conf; exec tinyproxy -d -c $FOLDER/conf",
        "danted" => """
            cat >$FOLDER/conf <<END
            logoutput: stderr
            internal: 127.0.0.1 port = $PORT
            external.protocol: ipv4 ipv6
            external: lo
            socksmethod: none
            clientmethod: none
            client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }
            socks block { from: 127.0.0.0/8 to: 127.0.0.3/32 }
            socks pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }
            socks pass { from: 127.0.0.0/8 to: ::/0 }
            END
            exec danted -f $FOLDER/conf -p $FOLDER/pid
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static bool Listens(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
