using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>Makes and binds sockets, and accepts at those of streams, the way this project wants them.</summary>
internal static class StreamSockets
{
    private const int LinuxMaximumBacklog = 4096;

    /// <summary>A socket with the user's options set: what must be in force before connect(2) or listen(2) is.</summary>
    public static Socket Create(AddressFamily family, ProtocolType protocol, SocketSettings settings)
    {
        var socket = Open(family, protocol);
        try
        {
            if (protocol == ProtocolType.Tcp)
            {
                socket.NoDelay = true;
            }

            ApplyOptions(socket, settings);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static void Bind(Socket socket, EndPoint address)
    {
        try
        {
            // On Unix the framework sets SO_REUSEADDR by itself, which lets a server come back while old connections are in
            // TIME-WAIT and still refuses a live listener (socket(7)). On Windows the same would share the port.
            if (OperatingSystem.IsWindows())
            {
                socket.ExclusiveAddressUse = true;
            }

            socket.Bind(address);
        }
        catch (SocketException error)
        {
            throw SocketFailures.From(error, Operation.Bind, SocketNames.Of(address));
        }
    }

    /// <summary>Listens and returns the backlog in force: Linux holds it to net.core.somaxconn without a word (listen(2)).</summary>
    public static int Listen(Socket socket, int? backlog)
    {
        var most = SystemMaximumBacklog();
        socket.Listen(backlog ?? most);
        return Math.Min(backlog ?? most, most);
    }

    public static async ValueTask<Socket> AcceptAsync(Socket listener, SocketSettings settings, string name, CancellationToken cancellation)
    {
        if (listener.AddressFamily == AddressFamily.Unix && Platform.HasDescriptors)
        {
            return settings.Limits.Accept == TimeSpan.Zero
                ? UnixAccept.Now(listener, name)
                : await Accepting.WithinLimitAsync(over => UnixAccept.NextAsync(listener, name, over), name, settings, cancellation);
        }

        try
        {
            if (settings.Limits.Accept == TimeSpan.Zero)
            {
                listener.Blocking = false;
                return listener.Accept();
            }

            return await Accepting.WithinLimitAsync(listener.AcceptAsync, name, settings, cancellation);
        }
        catch (SocketException error)
        {
            throw SocketFailures.From(error, Operation.Accept, name);
        }
    }

    public static void ApplyOptions(Socket socket, SocketSettings settings)
    {
        foreach (var option in settings.Options)
        {
            try
            {
                option.Apply(socket);
            }
            catch (SocketException error)
            {
                throw SocketFailures.From(error, Operation.Option, option.ToString());
            }
        }
    }

    private static Socket Open(AddressFamily family, ProtocolType protocol)
    {
        try
        {
            return new Socket(family, protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream, protocol);
        }
        catch (SocketException error)
        {
            throw SocketFailures.From(error, Operation.Open, "socket(2)");
        }
    }

    private static int SystemMaximumBacklog()
    {
        const string Limit = "/proc/sys/net/core/somaxconn";
        return File.Exists(Limit) && int.TryParse(File.ReadAllText(Limit), System.Globalization.CultureInfo.InvariantCulture, out var most)
            ? most
            : OperatingSystem.IsLinux() ? LinuxMaximumBacklog : int.MaxValue;
    }
}
