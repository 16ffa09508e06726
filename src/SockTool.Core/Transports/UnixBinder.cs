using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>
/// Listens on a Unix stream socket. An existing path is replaced only if it is a socket, ours, and nobody answers there;
/// at the end the path is removed only if it still is the file that was made here.
/// </summary>
public sealed class UnixBinder(UnixEndpoint endpoint, SocketSettings settings) : IBinder
{
    public ValueTask<IListener> BindAsync(CancellationToken cancellation)
    {
        if (!endpoint.IsAbstract)
        {
            ClearStale();
        }

        var socket = StreamSockets.Create(AddressFamily.Unix, ProtocolType.Unspecified, settings);
        try
        {
            (socket, var made) = Bind(socket);
            var backlog = StreamSockets.Listen(socket, settings.Backlog);
            return ValueTask.FromResult<IListener>(new SocketListener(socket, new BoundAddress(endpoint.ToString(), endpoint.ToString(), null, backlog), settings, closed: () => Remove(made)));
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw SocketFailures.From(error, Operation.Bind, endpoint.ToString());
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private (Socket Bound, FileIdentity? Made) Bind(Socket socket)
    {
        if (endpoint.IsAbstract || !Platform.HasDescriptors)
        {
            StreamSockets.Bind(socket, UnixAddresses.Of(endpoint));
            return (socket, endpoint.IsAbstract ? null : FileIdentity.OfPath(endpoint.Path));
        }

        // The file gets its mode from umask(2) within bind(2): chmod afterwards would leave a moment for others.
        var before = Libc.FileCreationMask(0x1ff & ~(int)settings.UnixMode);
        try
        {
            return (UnixAddresses.Bind(socket, endpoint), FileIdentity.OfPath(endpoint.Path));
        }
        finally
        {
            _ = Libc.FileCreationMask(before);
        }
    }

    private void ClearStale()
    {
        if (!Platform.HasDescriptors || FileIdentity.OfPath(endpoint.Path) is not { } there)
        {
            return;
        }

        if (there.Kind != FileKind.Socket || there.Owner != Libc.EffectiveUserId() || Answers())
        {
            throw new FailureException(new Failure(FailureKind.AddressInUse, Operation.Bind) { Subject = endpoint.ToString(), Errno = Errno.AddressInUse });
        }

        Remove(there);
    }

    // A datagram socket's connect finds the owner of the path without bothering it: EPROTOTYPE from a live stream socket,
    // ECONNREFUSED where the owner is gone (unix(7)). A stream connect would use up a listener's only client.
    private bool Answers()
    {
        using var probe = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        try
        {
            probe.Connect(UnixAddresses.Of(endpoint));
            return true;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode != SocketError.ConnectionRefused;
        }
    }

    private void Remove(FileIdentity? made)
    {
        if (made is not null && FileIdentity.OfPath(endpoint.Path) == made)
        {
            File.Delete(endpoint.Path);
        }
    }
}
