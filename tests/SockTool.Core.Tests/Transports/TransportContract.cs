using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;

namespace SockTool.Core.Tests.Transports;

/// <summary>What every stream transport must show. A new transport costs one subclass.</summary>
public abstract class TransportContract
{
    private protected static readonly SocketSettings Usual = new();

    /// <summary>Binds where the system or the test has room.</summary>
    private protected abstract IBinder BinderFor(SocketSettings settings);

    /// <summary>Dials what a listener said its address is.</summary>
    private protected abstract IConnector ConnectorFor(Endpoint endpoint, SocketSettings settings);

    /// <summary>Binds an address that is taken.</summary>
    private protected abstract IBinder BinderAt(Endpoint endpoint, SocketSettings settings);

    /// <summary>The address without what is spoken there: what a connection is called.</summary>
    private protected virtual string PlainName(Endpoint endpoint) => endpoint.ToString()!;

    [SkippableFact]
    public async Task Bytes_go_both_ways()
    {
        await using var pair = await JoinAsync();
        await pair.Dialled.SayAsync("question");
        await pair.Accepted.HearAsync("question");
        await pair.Accepted.SayAsync("answer");
        await pair.Dialled.HearAsync("answer");
    }

    [SkippableFact]
    public async Task The_diallers_end_leaves_the_other_way_open()
    {
        await using var pair = await JoinAsync();
        await pair.Dialled.SayAsync("question");
        await pair.Dialled.EndAsync();
        Assert.Equal("question", await pair.Accepted.HearAllAsync());
        await pair.Accepted.SayAsync("answer");
        await pair.Accepted.EndAsync();
        Assert.Equal("answer", await pair.Dialled.HearAllAsync());
    }

    [SkippableFact]
    public async Task The_accepters_end_leaves_the_other_way_open()
    {
        await using var pair = await JoinAsync();
        await pair.Accepted.EndAsync();
        Assert.Equal("", await pair.Dialled.HearAllAsync());
        await pair.Dialled.SayAsync("still here");
        await pair.Dialled.EndAsync();
        Assert.Equal("still here", await pair.Accepted.HearAllAsync());
    }

    [SkippableFact]
    public async Task Megabytes_arrive_whole()
    {
        const int Megabytes = 8 * 1024 * 1024;
        await using var pair = await JoinAsync();
        var reading = pair.Accepted.HearAllAsync();
        await pair.Dialled.WriteAsync(new byte[Megabytes], CancellationToken.None);
        await pair.Dialled.EndAsync();
        Assert.Equal(Megabytes, (await reading).Length);
    }

    [SkippableFact]
    public async Task The_bound_address_reads_back_and_is_the_name_both_sides_use()
    {
        await using var pair = await JoinAsync();
        var endpoint = EndpointOf(pair.Listener);
        Assert.Equal(pair.Listener.Address.Name, endpoint.ToString());
        Assert.Equal(PlainName(endpoint), pair.Dialled.Name);
        Assert.Equal(PlainName(endpoint), ((ILocalName)pair.Accepted).LocalName);
        Assert.NotEmpty(pair.Accepted.Name);
    }

    [SkippableFact]
    public async Task Nobody_listening_is_a_failure_with_the_systems_number()
    {
        var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        await listener.DisposeAsync();
        var failure = await EndExtensions.FailureAsync(() => ConnectorFor(EndpointOf(listener), Usual).ConnectAsync(CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.Refused, Operation.Connect, PlainName(EndpointOf(listener))), (failure.Kind, failure.Operation, failure.Subject));
        Assert.NotEqual(0, failure.Errno);
    }

    [SkippableFact]
    public async Task A_busy_address_is_never_shared()
    {
        await using var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        var failure = await EndExtensions.FailureAsync(() => BinderAt(EndpointOf(listener), Usual).BindAsync(CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.AddressInUse, Operation.Bind, PlainName(EndpointOf(listener))), (failure.Kind, failure.Operation, failure.Subject));
    }

    [SkippableFact]
    public async Task An_address_is_free_again_after_its_listener()
    {
        var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        await listener.DisposeAsync();
        await listener.DisposeAsync();
        await using var again = await BinderAt(EndpointOf(listener), Usual).BindAsync(CancellationToken.None);
        Assert.Equal(PlainName(EndpointOf(listener)), PlainName(EndpointOf(again)));
    }

    [SkippableFact]
    public async Task Nobody_in_time_is_a_failure_with_the_limit()
    {
        var clock = new ManualClock();
        var limit = TimeSpan.FromSeconds(5);
        await using var listener = await BinderFor(Usual with { Clock = clock, Limits = new OperationLimits { Accept = limit } }).BindAsync(CancellationToken.None);
        var accepting = EndExtensions.FailureAsync(() => listener.AcceptAsync(CancellationToken.None).AsTask());
        await clock.PassAsync();
        var failure = await accepting;
        Assert.Equal((FailureKind.NobodyConnected, limit, listener.Address.Name), (failure.Kind, failure.Limit, failure.Subject));
    }

    [SkippableFact]
    public async Task Without_blocking_an_accept_of_nobody_would_block()
    {
        await using var listener = await BinderFor(Usual with { Limits = new OperationLimits { Accept = TimeSpan.Zero } }).BindAsync(CancellationToken.None);
        var failure = await EndExtensions.FailureAsync(() => listener.AcceptAsync(CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.WouldBlock, Operation.Accept), (failure.Kind, failure.Operation));
    }

    [SkippableFact]
    public async Task A_cancelled_accept_loses_no_client()
    {
        await using var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var accepting = listener.AcceptAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);
        var dialling = ConnectorFor(EndpointOf(listener), Usual).ConnectAsync(CancellationToken.None).AsTask();
        await using var accepted = await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        await using var dialled = await dialling.WaitAsync(Patience.Limit);
        await dialled.SayAsync("here");
        await accepted.HearAsync("here");
    }

    [SkippableFact]
    public async Task A_cancelled_read_loses_no_byte()
    {
        await using var pair = await JoinAsync();
        using var cancellation = new CancellationTokenSource();
        var reading = pair.Accepted.ReadAsync(new byte[16], cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await pair.Dialled.SayAsync("hello");
        await pair.Accepted.HearAsync("hello");
    }

    [SkippableFact]
    public async Task The_backlog_in_force_is_told()
    {
        await using var one = await BinderFor(Usual with { Backlog = 1 }).BindAsync(CancellationToken.None);
        Assert.Equal(1, one.Address.Backlog);
        await using var most = await BinderFor(Usual with { Backlog = int.MaxValue }).BindAsync(CancellationToken.None);
        Assert.InRange(most.Address.Backlog!.Value, 2, OperatingSystem.IsLinux() ? int.MaxValue - 1 : int.MaxValue);
    }

    private protected async Task<TransportPair> JoinAsync(SocketSettings? dialler = null)
    {
        var listener = await BinderFor(Usual).BindAsync(CancellationToken.None);
        var dialling = ConnectorFor(EndpointOf(listener), dialler ?? Usual).ConnectAsync(CancellationToken.None).AsTask();
        var accepted = await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        return new TransportPair(listener, await dialling.WaitAsync(Patience.Limit), accepted);
    }

    private protected static Endpoint EndpointOf(IListener listener)
    {
        Assert.True(EndpointParser.TryParse([listener.Address.Name], EndpointRole.Accept, out var endpoint, out var problem), problem?.ToString());
        return endpoint;
    }
}
