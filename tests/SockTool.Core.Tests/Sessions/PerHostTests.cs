using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

/// <summary>So many sessions at the same time with one address (rule K2).</summary>
public sealed class PerHostTests : IDisposable
{
    private readonly ServerUnderTest server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task One_too_many_of_a_host_is_closed_at_once_while_others_come_in_at_once()
    {
        var running = server.Run(new ServerSettings { Clients = 3, MaxClientsPerHost = 1, Accounts = Accounts.Each, Clock = new ManualClock() });
        var first = server.Listener.Connect("192.0.2.1:1000");
        await server.UntilToldAsync("accepted 1");
        var surplus = server.Listener.Connect("192.0.2.1:1001");
        var other = server.Listener.Connect("192.0.2.2:1000");
        await server.UntilToldAsync("accepted 2");
        Assert.Equal("", await surplus.HearAllAsync());
        await server.UntilToldAsync("refused");
        await first.EndAsync();
        await server.UntilToldAsync("ended 1");
        var next = server.Listener.Connect("192.0.2.1:1002");
        await server.UntilToldAsync("accepted 3");
        await next.EndAsync();
        await other.EndAsync();
        Assert.Equal(3, (await running).Sessions.Count);
    }

    [Fact]
    public async Task Who_comes_back_in_the_last_moments_of_his_session_gets_its_place()
    {
        var clock = new ManualClock();
        var lastMoments = new TaskCompletionSource();
        server.LastMoments = lastMoments.Task;
        var running = server.Run(new ServerSettings { Clients = 2, MaxClientsPerHost = 1, Clock = clock });
        var first = server.Listener.Connect("[2001:db8::1]:1000");
        await server.UntilToldAsync("accepted 1");
        await first.EndAsync();
        var next = server.Listener.Connect("[2001:db8::1]:1001");
        Assert.Equal(TimeSpan.FromSeconds(0.3), await clock.WaitedForAsync());
        lastMoments.SetResult();
        await server.UntilToldAsync("accepted 2");
        await next.EndAsync();
        await running;
        Assert.DoesNotContain("refused", server.Told, StringComparer.Ordinal);
    }

    [Fact]
    public async Task As_many_as_are_leaving_wait_for_a_place_and_those_behind_them_do_not()
    {
        var clock = new ManualClock();
        var places = new HostPlaces(2, clock);
        var pairs = Enumerable.Range(0, 7).Select(i => MemoryConnection.Pair(far: $"192.0.2.1:{i}")).ToList();
        var clients = pairs.Select(pair => pair.Near).ToList();
        Assert.True(await places.EnterAsync(clients[0], TimeSpan.FromSeconds(1), CancellationToken.None));
        Assert.True(await places.EnterAsync(clients[1], TimeSpan.FromSeconds(1), CancellationToken.None));
        Assert.False(await places.EnterAsync(clients[2], TimeSpan.FromSeconds(1), CancellationToken.None));
        await pairs[0].Far.EndAsync();
        await pairs[1].Far.EndAsync();
        var third = places.EnterAsync(clients[3], TimeSpan.FromSeconds(1), CancellationToken.None);
        var fourth = places.EnterAsync(clients[4], TimeSpan.FromSeconds(1), CancellationToken.None);
        Assert.False(await places.EnterAsync(clients[5], TimeSpan.FromSeconds(1), CancellationToken.None));
        places.Leave(clients[0]);
        Assert.True(await third);
        Assert.Equal(TimeSpan.FromSeconds(1), await clock.PassAsync());
        Assert.False(await fourth);
        places.Leave(clients[1]);
        places.Leave(clients[3]);
        Assert.True(await places.EnterAsync(clients[5], TimeSpan.FromSeconds(1), CancellationToken.None));
        Assert.True(await places.EnterAsync(clients[6], TimeSpan.FromSeconds(1), CancellationToken.None));
        Assert.False(await places.EnterAsync(clients[2], TimeSpan.FromSeconds(1), CancellationToken.None));
    }

    [Fact]
    public async Task A_stopped_server_closes_who_waits_for_a_place()
    {
        var lastMoments = new TaskCompletionSource();
        server.LastMoments = lastMoments.Task;
        var running = server.Run(new ServerSettings { Clients = 9, MaxClientsPerHost = 1, Clock = new ManualClock() });
        var first = server.Listener.Connect("192.0.2.1:1000");
        await server.UntilToldAsync("accepted 1");
        await first.EndAsync();
        var waits = server.Listener.Connect("192.0.2.1:1001");
        await Patience.UntilAsync(() => server.Listener.Accepts >= 3);
        server.Stopper.Stop(new StopReason(EndedBy.Us, Failure: null));
        Assert.Equal("", await waits.HearAllAsync());
        lastMoments.SetResult();
        await running;
    }
}
