using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;
using SockTool.Core.Transports.SocketOptions;

namespace SockTool.Core.Tests.Transports;

public sealed class Tcp4TransportTests() : TcpTransportContract("127.0.0.1");

public sealed class Tcp6TransportTests() : TcpTransportContract("::1");

public sealed class TcpNameTransportTests() : TcpTransportContract("localhost");

public abstract class TcpTransportContract(string host) : TransportContract
{
    private protected override IBinder BinderFor(SocketSettings settings)
    {
        Skip.If(host == "::1" && !Socket.OSSupportsIPv6);
        return new TcpBinder(new TcpEndpoint(host, 0), settings);
    }

    private protected override IConnector ConnectorFor(Endpoint endpoint, SocketSettings settings) => new TcpConnector((TcpEndpoint)endpoint, settings);

    private protected override IBinder BinderAt(Endpoint endpoint, SocketSettings settings) => new TcpBinder((TcpEndpoint)endpoint, settings);

    [SkippableFact]
    public async Task Port_0_is_answered_by_the_system()
    {
        await using var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        Assert.InRange(listener.Address.Port!.Value, 1, ushort.MaxValue);
    }

    [SkippableFact]
    public async Task A_connection_is_reset_when_that_is_asked_for()
    {
        await using var pair = await JoinAsync();
        ((IResettable)pair.Dialled).ResetOnClose();
        await pair.Dialled.DisposeAsync();
        Assert.Equal(FailureKind.Reset, (await EndExtensions.FailureAsync(() => pair.Accepted.HearAllAsync())).Kind);
    }

    [SkippableFact]
    public async Task So_reuseport_is_never_set()
    {
        Skip.If(OperatingSystem.IsWindows());
        await using var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        using var handle = new SafeSocketHandle(((IFileNumber)listener).Descriptor, ownsHandle: false);
        using var socket = new Socket(handle);
        Assert.Equal("off", SocketOptionReader.Read(socket, SocketOptionCatalog.Find("reuseport")!));
        Assert.Equal("on", SocketOptionReader.Read(socket, SocketOptionCatalog.Find("reuseaddr")!));
    }
}
