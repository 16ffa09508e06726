using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Tls;

namespace SockTool.Core.Tests.Transports.Tls;

public sealed class TlsOverTcpTransportTests : TlsTransportContract
{
    private protected override IBinder CarrierBinder(Endpoint? at, SocketSettings settings) => new TcpBinder((TcpEndpoint?)at ?? new TcpEndpoint("127.0.0.1", 0), settings);

    private protected override IConnector CarrierConnector(Endpoint endpoint, SocketSettings settings) => new TcpConnector((TcpEndpoint)endpoint, settings);
}

public sealed class TlsOverUnixTransportTests : TlsTransportContract, IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sock-tls-");

    public void Dispose() => folder.Delete(recursive: true);

    private protected override IBinder CarrierBinder(Endpoint? at, SocketSettings settings)
    {
        NewPath = new UnixEndpoint(Path.Combine(folder.FullName, Path.GetRandomFileName()), IsAbstract: false);
        return new UnixBinder((UnixEndpoint?)at ?? (UnixEndpoint)NewPath, settings);
    }

    private protected override IConnector CarrierConnector(Endpoint endpoint, SocketSettings settings) => new UnixConnector((UnixEndpoint)endpoint, settings);
}

/// <summary>The facts of every transport, and those of TLS. The listener has a certificate for the run, and its address the pin of it.</summary>
public abstract class TlsTransportContract : LayerContract
{
    private protected Endpoint NewPath { get; set; } = new TcpEndpoint("127.0.0.1", 0);

    [SkippableFact]
    public async Task The_end_is_close_notify()
    {
        await using var pair = await JoinAsync();
        Assert.Equal(SessionEnd.CloseNotify, ((IOrderlyEnd)pair.Dialled).OrderlyEnd);
    }

    [SkippableFact]
    public async Task What_the_peers_kernel_has_is_counted_in_bytes_of_ours()
    {
        await using var pair = await JoinAsync();
        await pair.Dialled.WriteAsync(new byte[200_000], CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        await pair.Accepted.HearAsync(new string('\0', 200_000));
        if (pair.Dialled is IDelivery { Acknowledged: not null } delivery)
        {
            await Patience.UntilAsync(() => delivery.Acknowledged == 200_000);
        }
    }

    [SkippableFact]
    public async Task A_read_that_takes_too_long_has_timed_out()
    {
        var clock = new ManualClock();
        var limit = TimeSpan.FromSeconds(3);
        await using var pair = await JoinAsync(Usual with { Clock = clock, Limits = new OperationLimits { Read = limit } });
        var reading = EndExtensions.FailureAsync(() => pair.Dialled.ReadAsync(new byte[1], CancellationToken.None).AsTask());
        await Patience.UntilAsync(() => clock.IsWaitedFor);
        clock.Advance(limit);
        Assert.Equal((FailureKind.TimedOut, Operation.Read), ((await reading).Kind, (await reading).Operation));
        await pair.Accepted.SayAsync("later");
        await pair.Dialled.HearAsync("later");
    }

    [SkippableFact]
    public async Task Without_blocking_a_read_of_nothing_would_block_and_one_of_something_does_not()
    {
        await using var pair = await JoinAsync(Usual with { Limits = new OperationLimits { Read = TimeSpan.Zero } });
        var failure = await EndExtensions.FailureAsync(() => pair.Dialled.ReadAsync(new byte[1], CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.WouldBlock, Operation.Read), (failure.Kind, failure.Operation));
        await pair.Accepted.SayAsync("now");
        await pair.Dialled.HearWithoutBlockingAsync("now");
    }

    private protected abstract IBinder CarrierBinder(Endpoint? at, SocketSettings settings);

    private protected abstract IConnector CarrierConnector(Endpoint endpoint, SocketSettings settings);

    private protected override IBinder BinderFor(SocketSettings settings)
    {
        var carrier = CarrierBinder(null, settings.ForCarrier());
        return new TlsBinder(carrier, new TlsEndpoint(NewPath, new TlsParameters()), settings);
    }

    private protected override IBinder BinderAt(Endpoint endpoint, SocketSettings settings) =>
        new TlsBinder(CarrierBinder(((TlsEndpoint)endpoint).Carrier, settings.ForCarrier()), new TlsEndpoint(((TlsEndpoint)endpoint).Carrier, new TlsParameters()), settings);

    private protected override IConnector ConnectorFor(Endpoint endpoint, SocketSettings settings) =>
        new TlsConnector(CarrierConnector(((TlsEndpoint)endpoint).Carrier, settings.ForCarrier()), (TlsEndpoint)endpoint, settings);

    private protected override string PlainName(Endpoint endpoint) => ((TlsEndpoint)endpoint).Carrier.ToString()!;
}
