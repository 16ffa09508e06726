using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;

namespace SockTool.Core.Transports;

/// <summary>Dials a Unix stream socket (unix(7)).</summary>
public sealed class UnixConnector(UnixEndpoint endpoint, SocketSettings settings) : IConnector
{
    private static readonly TimeSpan BetweenKnocks = TimeSpan.FromMilliseconds(10);

    public IConnector TellingTo(ITransportObserver observer) => new UnixConnector(endpoint, settings with { Observer = observer });

    public async ValueTask<IConnection> ConnectAsync(CancellationToken cancellation)
    {
        var socket = StreamSockets.Create(AddressFamily.Unix, ProtocolType.Unspecified, settings);
        try
        {
            settings.Observer.Connecting(endpoint.ToString());
            return new SocketConnection(await DialAsync(socket, cancellation), settings.Limits, settings.Clock);
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

    private async ValueTask<Socket> DialAsync(Socket socket, CancellationToken cancellation)
    {
        if (settings.Limits.Connect == TimeSpan.Zero)
        {
            return Knock(socket);
        }

        var expired = new Failure(FailureKind.ConnectTimedOut, Operation.Connect) { Subject = endpoint.ToString() };
        return await Limited.RunAsync(c => KnockUntilRoomAsync(socket, c), settings.Limits.Connect, expired, settings.Clock, cancellation);
    }

    // Unlike TCP's, a full backlog answers EAGAIN at once (connect(2)).
    private async ValueTask<Socket> KnockUntilRoomAsync(Socket socket, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return Knock(socket);
            }
            catch (FailureException failed) when (failed.Failure.Kind == FailureKind.WouldBlock)
            {
                await Task.Delay(BetweenKnocks, settings.Clock, cancellation);
            }
        }
    }

    private Socket Knock(Socket socket)
    {
        if (Platform.HasDescriptors)
        {
            return UnixAddresses.Connect(socket, endpoint);
        }

        try
        {
            socket.Connect(UnixAddresses.Of(endpoint));
            return socket;
        }
        catch (SocketException error)
        {
            throw new FailureException(UnixAddresses.Unreached(SocketFailures.Describe(error, Operation.Connect, endpoint.ToString())));
        }
    }
}
