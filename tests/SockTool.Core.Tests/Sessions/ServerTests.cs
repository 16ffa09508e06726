using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

public sealed class ServerTests : IDisposable
{
    private static readonly Failure OutOfDescriptors = new(FailureKind.Other, Operation.Accept) { Errno = 24 };

    private readonly ServerUnderTest server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task S1_the_listener_closes_right_after_the_last_accept_while_the_session_runs()
    {
        var running = server.Run(new ServerSettings());
        var client = server.Listener.Connect();
        await server.UntilToldAsync("accepted 1");
        Assert.True(server.Listener.IsClosed);
        Assert.False(running.IsCompleted);
        await client.SayAsync("abc");
        await client.EndAsync();
        var result = await running;
        Assert.Equal(3, Assert.Single(result.Sessions).BytesReceived);
        Assert.Null(result.Failure);
    }

    [Fact]
    public async Task K1_clients_are_served_at_the_same_time_and_ones_end_ends_nothing_else()
    {
        var running = server.Run(new ServerSettings { Clients = 2, Accounts = Accounts.Each });
        var first = server.Listener.Connect();
        var second = server.Listener.Connect();
        await server.UntilToldAsync("accepted 2");
        await first.SayAsync("bad");
        await first.EndAsync();
        await server.UntilToldAsync("ended 1");
        Assert.False(running.IsCompleted);
        await second.EndAsync();
        Assert.Equal([FailureKind.Reset, null], (await running).Sessions.Select(session => session.Failure?.Kind));
    }

    [Fact]
    public async Task A_server_remembers_no_more_than_the_sum_and_the_first_failure_unless_it_is_asked_for_each_session()
    {
        var running = server.Run(new ServerSettings { Clients = 3 });
        foreach (var word in (string[])["one", "bad", "three"])
        {
            var client = server.Listener.Connect();
            await client.SayAsync(word);
            await client.EndAsync();
        }

        var sum = Assert.Single((await running).Sessions);
        Assert.Equal((11, FailureKind.Reset), (sum.BytesReceived, sum.Failure?.Kind));
    }

    [Fact]
    public async Task K2_one_client_too_many_is_closed_at_once_and_uses_up_no_session()
    {
        var running = server.Run(new ServerSettings { Clients = 2, MaxClients = 1, Accounts = Accounts.Each, Clock = new ManualClock() });
        var first = server.Listener.Connect();
        await server.UntilToldAsync("accepted 1");
        var surplus = server.Listener.Connect();
        Assert.Equal("", await surplus.HearAllAsync());
        await server.UntilToldAsync("refused");
        await first.EndAsync();
        await server.UntilToldAsync("ended 1");
        var next = server.Listener.Connect();
        await server.UntilToldAsync("accepted 2");
        await next.EndAsync();
        Assert.Equal(2, (await running).Sessions.Count);
    }

    [Fact]
    public async Task K2_who_comes_while_another_is_leaving_gets_the_slot_or_is_closed_after_a_moment()
    {
        var clock = new ManualClock();
        var lastMoments = new TaskCompletionSource();
        server.LastMoments = lastMoments.Task;
        var running = server.Run(new ServerSettings { Clients = 2, MaxClients = 1, Clock = clock });
        var first = server.Listener.Connect();
        await server.UntilToldAsync("accepted 1");
        await first.EndAsync();
        var early = server.Listener.Connect();
        Assert.Equal(TimeSpan.FromSeconds(0.3), await clock.PassAsync());
        Assert.Equal("", await early.HearAllAsync());
        var next = server.Listener.Connect();
        await clock.WaitedForAsync();
        lastMoments.SetResult();
        await server.UntilToldAsync("accepted 2");
        await next.EndAsync();
        await running;
        Assert.Single(server.Told, "refused");
    }

    [Fact]
    public async Task K5_beyond_what_the_descriptors_allow_nobody_is_accepted_until_one_leaves()
    {
        var running = server.Run(new ServerSettings { Clients = 2, Capacity = 1 });
        var first = server.Listener.Connect();
        var second = server.Listener.Connect();
        await server.UntilToldAsync("accepted 1");
        Assert.Equal(1, server.Listener.Accepts);
        await first.EndAsync();
        await server.UntilToldAsync("accepted 2");
        await second.EndAsync();
        await running;
        Assert.DoesNotContain("refused", server.Told, StringComparer.Ordinal);
    }

    [Fact]
    public async Task K5_a_failed_accept_is_told_and_tried_again_after_a_second()
    {
        var clock = new ManualClock();
        server.Listener.Fail(OutOfDescriptors);
        server.Listener.Fail(OutOfDescriptors);
        var running = server.Run(new ServerSettings { Clock = clock });
        var client = server.Listener.Connect();
        Assert.Equal(TimeSpan.FromSeconds(1), await clock.PassAsync());
        Assert.Equal(TimeSpan.FromSeconds(1), await clock.PassAsync());
        await client.EndAsync();
        Assert.Null((await running).Failure);
        Assert.Equal(["paused 24", "paused 24", "accepted 1", "ended 1"], server.Told);
    }

    [Theory]
    [InlineData(FailureKind.NobodyConnected)]
    [InlineData(FailureKind.WouldBlock)]
    public async Task Nobody_in_time_ends_the_accepting_but_no_session(FailureKind kind)
    {
        var running = server.Run(new ServerSettings { Clients = 2 });
        var client = server.Listener.Connect();
        server.Listener.Fail(new Failure(kind, Operation.Accept));
        await Patience.UntilAsync(() => server.Listener.IsClosed);
        Assert.False(running.IsCompleted);
        await client.EndAsync();
        var result = await running;
        Assert.Equal((kind, 1), (result.Failure?.Kind, result.Sessions.Count));
    }

    [Fact]
    public async Task A_stopped_server_accepts_no_more_and_waits_for_its_sessions()
    {
        var running = server.Run(new ServerSettings { Clients = int.MaxValue });
        var client = server.Listener.Connect();
        await server.UntilToldAsync("accepted 1");
        server.Stopper.Stop(new StopReason(EndedBy.Us, Failure: null));
        await Patience.UntilAsync(() => server.Listener.IsClosed);
        Assert.False(running.IsCompleted);
        await client.EndAsync();
        Assert.Null((await running).Failure);
    }
}
