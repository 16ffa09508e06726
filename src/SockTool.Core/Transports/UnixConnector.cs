using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>Dials a Unix stream socket (unix(7)).</summary>
public sealed class UnixConnector(UnixEndpoint endpoint, SocketSettings settings) : IConnector
{
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(10);

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var socket = StreamSockets.Create(AddressFamily.Unix, ProtocolType.Unspecified, settings);
        try
        {
            settings.Observer.Connecting(endpoint.ToString());
            await DialAsync(socket, cancellation);
            return new SocketConnection(socket, settings.Limits, settings.Clock);
        }
        catch (Exception e)
        {
            socket.Dispose();
            throw e is SocketException error ? Failed(error) : e;
        }
    }

    private async ValueTask DialAsync(Socket socket, CancellationToken cancellation)
    {
        var address = UnixAddresses.Of(endpoint);
        if (settings.Limits.Connect == TimeSpan.Zero)
        {
            socket.Blocking = false;
#pragma warning disable CA1849 // one try that does not block is what was asked for
            socket.Connect(address);
#pragma warning restore CA1849
            return;
        }

        var expired = new Failure(FailureKind.ConnectTimedOut, Operation.Connect) { Subject = endpoint.ToString() };
        await Limited.RunAsync(
            c => KnockAsync(socket, address, c),
            settings.Limits.Connect, expired, settings.Clock, cancellation);
    }

    // Unlike TCP's, a full backlog answers EAGAIN at once, also to a connect that may wait (connect(2)).
    private async ValueTask<Socket> KnockAsync(Socket socket, UnixDomainSocketEndPoint address, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await socket.ConnectAsync(address, cancellation);
                return socket;
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.WouldBlock)
            {
                await Task.Delay(BetweenKnocks, settings.Clock, cancellation);
            }
        }
    }

    private FailureException Failed(SocketException error)
    {
        // The framework takes ENOENT for an address that is not available and loses the number.
        var described = SocketFailures.Describe(error, Operation.Connect, endpoint.ToString());
        var failure = !OperatingSystem.IsWindows() && !endpoint.IsAbstract && FileIdentity.OfPath(endpoint.Path) is null
            ? described with { Errno = Errno.NotThere }
            : described;
        settings.Observer.AttemptFailed(failure);
        return new FailureException(failure);
    }
}
