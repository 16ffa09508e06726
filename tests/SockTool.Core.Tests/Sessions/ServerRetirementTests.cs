using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

/// <summary>A run that retires: nobody new, and time for those who are there.</summary>
public sealed class ServerRetirementTests : IDisposable
{
    private static readonly StopReason Signal = new(EndedBy.Signal, new Failure(FailureKind.Signalled, Operation.Run));
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly ServerUnderTest server = new();
    private readonly ManualClock clock = new();

    public ServerRetirementTests() => server.Stopper.LetFinish();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    public async Task The_listener_closes_at_once_and_who_is_there_may_finish(int clients)
    {
        var running = server.Run(new ServerSettings { Clients = clients, Grace = Grace, Clock = clock });
        var client = await ConnectAsync();
        server.Stopper.Retire(Signal);
        await server.UntilToldAsync("finishing 1 within 5");
        Assert.True(server.Listener.IsClosed);
        Assert.False(server.Stopper.Token.IsCancellationRequested);
        await client.SayAsync("last words");
        await client.EndAsync();
        Assert.Equal(10, Assert.Single((await running).Sessions).BytesReceived);
        Assert.Same(Signal, server.Stopper.Reason);
    }

    [Fact]
    public async Task When_the_time_is_over_the_run_is_stopped()
    {
        var running = server.Run(new ServerSettings { Clients = 2, Grace = Grace, Clock = clock });
        var client = await ConnectAsync();
        server.Stopper.Retire(Signal);
        Assert.Equal(Grace, await clock.PassAsync());
        await Patience.UntilAsync(() => server.Stopper.Token.IsCancellationRequested);
        Assert.Same(Signal, server.Stopper.Reason);
        await client.EndAsync();
        await running;
    }

    [Fact]
    public async Task A_stop_ends_the_waiting()
    {
        var running = server.Run(new ServerSettings { Clients = 2, Grace = Timeout.InfiniteTimeSpan, Clock = clock });
        var client = await ConnectAsync();
        server.Stopper.Retire(Signal);
        await server.UntilToldAsync("finishing 1 within -0.001");
        server.Stopper.Stop(new StopReason(EndedBy.Timer, Failure: null));
        await client.EndAsync();
        await running;
        Assert.Same(Signal, server.Stopper.Reason);
    }

    [Fact]
    public async Task Nobody_there_is_waited_for_by_nobody()
    {
        var running = server.Run(new ServerSettings { Clients = 2, Grace = Grace, Clock = clock });
        server.Stopper.Retire(Signal);
        await running;
        Assert.Empty(server.Told);
        Assert.Same(Signal, server.Stopper.Reason);
    }

    [Fact]
    public async Task A_run_that_retired_before_it_served_serves_nobody()
    {
        server.Stopper.Retire(Signal);
        server.Listener.Connect();
        Assert.Empty((await server.Run(new ServerSettings { Clients = 2, Grace = Grace, Clock = clock })).Sessions);
        Assert.Same(Signal, server.Stopper.Reason);
    }

    [Fact]
    public async Task Who_waits_for_a_slot_then_is_closed_at_once()
    {
        var lastMoments = new TaskCompletionSource();
        server.LastMoments = lastMoments.Task;
        var running = server.Run(new ServerSettings { Clients = 2, MaxClients = 1, Grace = Grace, Clock = clock });
        await (await ConnectAsync()).EndAsync();
        var waiting = server.Listener.Connect();
        await clock.WaitedForAsync();
        server.Stopper.Retire(Signal);
        Assert.Equal("", await waiting.HearAllAsync().WaitAsync(Patience.Limit));
        await server.UntilToldAsync("finishing 1 within 5");
        lastMoments.SetResult();
        await running;
        Assert.Equal(["accepted 1", "refused", "finishing 1 within 5", "ended 1"], server.Told);
    }

    private async Task<MemoryConnection> ConnectAsync()
    {
        var client = server.Listener.Connect();
        await server.UntilToldAsync("accepted 1");
        return client;
    }
}
