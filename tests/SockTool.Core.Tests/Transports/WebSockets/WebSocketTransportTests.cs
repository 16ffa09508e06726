using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Tls;
using SockTool.Core.Transports.WebSockets;

namespace SockTool.Core.Tests.Transports.WebSockets;

public sealed class WebSocketBinaryTransportTests() : WebSocketTransportContract("/", WebSocketMessages.Binary);

public sealed class WebSocketTextTransportTests() : WebSocketTransportContract("/chat?room=1", WebSocketMessages.Text);

public sealed class WebSocketOverTlsTransportTests() : WebSocketTransportContract("/", WebSocketMessages.Binary)
{
    private protected override Endpoint Carrier => new TlsEndpoint(base.Carrier, new TlsParameters());

    // What tells a listener of the certificate that it makes for the run stands in its address, and is of no use to bind with.
    private protected override IBinder CarrierBinder(Endpoint at, SocketSettings settings) =>
        new TlsBinder(base.CarrierBinder(((TlsEndpoint)at).Carrier, settings.ForCarrier()), new TlsEndpoint(((TlsEndpoint)at).Carrier, new TlsParameters()), settings);

    private protected override IConnector CarrierConnector(Endpoint at, SocketSettings settings) =>
        new TlsConnector(base.CarrierConnector(((TlsEndpoint)at).Carrier, settings.ForCarrier()), (TlsEndpoint)at, settings);
}

/// <summary>The facts of every transport between two WebSockets of ours.</summary>
public abstract class WebSocketTransportContract(string target, WebSocketMessages messages) : LayerContract
{
    [SkippableFact]
    public async Task Both_sides_can_fill_all_room_and_are_still_pinged_without_a_standstill()
    {
        await using var pair = await JoinAsync();
        const int Much = 8 * 1024 * 1024;
        var there = pair.Dialled.WriteAsync(new byte[Much], CancellationToken.None).AsTask();
        var back = pair.Accepted.WriteAsync(new byte[Much], CancellationToken.None).AsTask();
        Assert.False(there.IsCompleted || back.IsCompleted);
        var heard = Task.WhenAll(HearAsync(pair.Accepted), HearAsync(pair.Dialled));
        await Task.WhenAll(there, back);
        await pair.Dialled.EndAsync();
        await pair.Accepted.EndAsync();
        Assert.Equal((Much, Much), ((await heard)[0], (await heard)[1]));

        static async Task<int> HearAsync(IInput input) => (await input.HearAllAsync()).Length;
    }

    [SkippableFact]
    public async Task What_was_sent_is_known_to_be_delivered()
    {
        Skip.IfNot(OperatingSystem.IsLinux());
        await using var pair = await JoinAsync();
        await pair.Dialled.SayAsync("eleven more");
        await pair.Accepted.HearAsync("eleven more");
        await Native.Patience.UntilAsync(() => ((IDelivery)pair.Dialled).Acknowledged == 11);
        Assert.Equal(0, ((IDelivery)pair.Accepted).Acknowledged);
    }

    [SkippableFact]
    public async Task Nothing_there_would_block_and_loses_nothing()
    {
        var once = Usual with { Limits = new OperationLimits { Read = TimeSpan.Zero } };
        await using var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        var dialling = ConnectorFor(EndpointOf(listener), once).ConnectAsync(CancellationToken.None).AsTask();
        await using var accepted = await listener.AcceptAsync(CancellationToken.None);
        await using var dialled = await dialling;
        Assert.Equal(FailureKind.WouldBlock, (await EndExtensions.FailureAsync(() => dialled.ReadOnceAsync(new byte[8]))).Kind);
        await accepted.SayAsync("now");
        await dialled.HearWithoutBlockingAsync("now");
    }

    private protected virtual Endpoint Carrier => new TcpEndpoint("127.0.0.1", 0);

    private protected virtual IBinder CarrierBinder(Endpoint at, SocketSettings settings) => new TcpBinder((TcpEndpoint)at, settings);

    private protected virtual IConnector CarrierConnector(Endpoint at, SocketSettings settings) => new TcpConnector((TcpEndpoint)at, settings);

    private protected override string PlainName(Endpoint endpoint) => ((WebSocketEndpoint)endpoint).At.ToString()!;

    private protected override IBinder BinderFor(SocketSettings settings) => BinderAt(new WebSocketEndpoint(Carrier, target), settings);

    private protected override IConnector ConnectorFor(Endpoint endpoint, SocketSettings settings) => endpoint is WebSocketEndpoint at
        ? new WebSocketConnector(CarrierConnector(at.Carrier, settings.ForCarrier()), at, With(settings))
        : throw new ArgumentOutOfRangeException(nameof(endpoint));

    private protected override IBinder BinderAt(Endpoint endpoint, SocketSettings settings) => endpoint is WebSocketEndpoint at
        ? new WebSocketBinder(CarrierBinder(at.Carrier, settings.ForCarrier()), at, With(settings))
        : throw new ArgumentOutOfRangeException(nameof(endpoint));

    private SocketSettings With(SocketSettings settings) => settings with { WebSocket = new WebSocketSettings { Messages = messages } };
}
