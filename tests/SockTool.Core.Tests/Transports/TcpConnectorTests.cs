using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

public sealed class TcpConnectorTests
{
    private const int Times = 500;

    // The reset comes before, while or after the peer's name is asked for.
    [Fact]
    public async Task A_peer_that_resets_at_once_has_the_name_that_was_dialled_and_never_ours()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var at = (IPEndPoint)listener.LocalEndpoint;
        var connector = new TcpConnector(new TcpEndpoint("127.0.0.1", at.Port), new SocketSettings());
        var resetting = Task.Run(() => Reset(listener, Times));
        for (var i = 0; i < Times; i++)
        {
            try
            {
                await using var connection = await connector.ConnectAsync(CancellationToken.None);
                Assert.Equal(at.ToString(), connection.Name);
            }
            catch (FailureException failed)
            {
                Assert.Equal((Operation.Connect, Errno.ConnectionReset), (failed.Failure.Operation, failed.Failure.Errno));
            }
        }

        await resetting.WaitAsync(Patience.Limit);
    }

    [Fact]
    public void A_TCP_peer_that_has_reset_has_no_name()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(listener.LocalEndpoint);
        Reset(listener, 1);
        client.Poll(Patience.Limit, SelectMode.SelectRead);

        // One that has never asked for it, as after connect(2) without the framework.
        using var adopted = new Socket(client.SafeHandle);
        Assert.Equal("", SocketNames.Peer(adopted));
    }

    private static void Reset(TcpListener listener, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var socket = listener.AcceptSocket();
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }
}
