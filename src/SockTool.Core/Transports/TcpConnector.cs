using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>Dials TCP: every address of the name is tried, a new attempt starting while earlier ones wait (RFC 8305).</summary>
public sealed class TcpConnector(TcpEndpoint endpoint, SocketSettings settings) : IConnector
{
    public IConnector TellingTo(ITransportObserver observer) => new TcpConnector(endpoint, settings with { Observer = observer });

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var dialled = settings.Limits.Connect == TimeSpan.Zero
            ? await TryOnceAsync(cancellation)
            : await Limited.RunAsync(RaceAsync, settings.Limits.Connect, TimedOut, settings.Clock, cancellation);

        // Only now it is known which address of ours it came from, and that may be the one it went to.
        Pacing.LiftBetweenNeighbours(dialled.Socket, settings);
        var connection = new SocketConnection(dialled.Socket, settings.Limits, settings.Clock);
        if (connection.Name.Length == 0)
        {
            // A peer that has reset already has no name any more (getpeername(2), ENOTCONN).
            connection.CallIt(SocketNames.Of(dialled.At));
        }

        return connection;
    }

    private Failure TimedOut => new(FailureKind.ConnectTimedOut, Operation.Connect) { Subject = endpoint.ToString() };

    private async ValueTask<Dialled> RaceAsync(CancellationToken cancellation)
    {
        var addresses = await HostResolver.ResolveAsync(endpoint.Host, settings.ForSource(), cancellation);
        return await new ConnectRace<Dialled>(settings.Clock).RunAsync(
            [.. addresses.Select(address => (Func<CancellationToken, Task<Dialled>>)(c => DialAsync(new IPEndPoint(address, endpoint.Port), c)))], cancellation);
    }

    private async Task<Dialled> DialAsync(IPEndPoint address, CancellationToken cancellation)
    {
        settings.Observer.Connecting(SocketNames.Of(address));
        var socket = await CreateAsync(address, cancellation);
        try
        {
            socket = await ConnectAsync(socket, address, cancellation);
            return IsItself(socket)
                ? throw new FailureException(SocketFailures.Describe(new SocketException((int)SocketError.ConnectionRefused), Operation.Connect, SocketNames.Of(address)))
                : new Dialled(socket, address);
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is FailureException failed)
            {
                settings.Observer.AttemptFailed(failed.Failure);
            }

            throw;
        }
    }

    /// <summary>
    /// A SYN that leaves from the very port it goes to meets itself, and a socket where nobody listens is connected (simultaneous
    /// open, RFC 9293 section 3.5): one of 28 thousand on the ports that Linux chooses from. Who chose the port with --source wants it.
    /// </summary>
    private bool IsItself(Socket socket)
    {
        try
        {
            var isItself = settings.Source is null && socket.LocalEndPoint is { } local && local.Equals(socket.RemoteEndPoint);
            if (isItself)
            {
                // Its port must not be kept in TIME-WAIT from who may yet listen there.
                socket.LingerState = new LingerOption(enable: true, seconds: 0);
            }

            return isItself;
        }
        catch (SocketException)
        {
            // Reset already, and without a name.
            return false;
        }
    }

    private async Task<Socket> ConnectAsync(Socket socket, IPEndPoint address, CancellationToken cancellation)
    {
        if (Platform.HasLinuxCalls)
        {
            return await DirectConnect.RunAsync(socket, address, settings.Observer, cancellation) is not 0 and var errno
                ? throw new FailureException(SocketFailures.OfErrno(errno, Operation.Connect, SocketNames.Of(address)))
                : DirectConnect.Adopt(socket);
        }

        try
        {
            await socket.ConnectAsync(address, cancellation);
            return socket;
        }
        catch (SocketException error)
        {
            throw SocketFailures.From(error, Operation.Connect, SocketNames.Of(address));
        }
    }

    /// <summary>Python's non-blocking connect: one address, one try; on a network it cannot succeed at once (EINPROGRESS).</summary>
    private async ValueTask<Dialled> TryOnceAsync(CancellationToken cancellation)
    {
        var address = new IPEndPoint((await HostResolver.ResolveAsync(endpoint.Host, settings.ForSource(), cancellation))[0], endpoint.Port);
        settings.Observer.Connecting(SocketNames.Of(address));
        var socket = await CreateAsync(address, cancellation);
        socket.Blocking = false;
        try
        {
#pragma warning disable CA1849 // one try that does not block is what was asked for
            socket.Connect(address);
#pragma warning restore CA1849
            return new Dialled(socket, address);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            var failure = Failed(error, address).Failure;

            // The framework tells EINPROGRESS as EAGAIN; connect(2) has the true one.
            throw new FailureException(failure.Kind == FailureKind.WouldBlock ? failure with { Errno = Errno.InProgress } : failure);
        }
    }

    private async ValueTask<Socket> CreateAsync(IPEndPoint address, CancellationToken cancellation)
    {
        var socket = StreamSockets.Create(address.AddressFamily, ProtocolType.Tcp, settings);
        Pacing.LiftBefore(socket, settings, address);
        if (settings.Source is { } source)
        {
            await BindSourceAsync(socket, source, cancellation);
        }

        return socket;
    }

    private async ValueTask BindSourceAsync(Socket socket, TcpEndpoint source, CancellationToken cancellation)
    {
        try
        {
            StreamSockets.Bind(socket, await HostResolver.ResolveLocalAsync(source, settings.ForFamily(socket.AddressFamily), cancellation));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private FailureException Failed(SocketException error, IPEndPoint address)
    {
        var failure = SocketFailures.From(error, Operation.Connect, SocketNames.Of(address));
        settings.Observer.AttemptFailed(failure.Failure);
        return failure;
    }

    /// <summary>A connected socket, and what was dialled for it.</summary>
    private sealed record Dialled(Socket Socket, IPEndPoint At) : IDisposable
    {
        public void Dispose() => Socket.Dispose();
    }
}
