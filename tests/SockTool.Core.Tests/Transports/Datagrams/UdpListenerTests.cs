using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Datagrams;

namespace SockTool.Core.Tests.Transports.Datagrams;

public sealed class UdpListenerTests : IAsyncDisposable
{
    private readonly ManualClock clock = new();
    private readonly List<IAsyncDisposable> opened = [];

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("*")]
    public async Task After_the_last_accept_a_stranger_is_refused_by_the_system_and_the_peer_is_not(string host)
    {
        var listener = await BindAsync(host);
        var peer = await DialAsync(listener);
        await peer.SayAsync("first");
        var accepted = await AcceptAsync(listener);
        await listener.DisposeAsync();

        var stranger = await DialAsync(listener);
        await stranger.SayAsync("me too");
        Assert.Equal(FailureKind.Refused, (await EndExtensions.FailureAsync(() => stranger.ReadAsync(new byte[16], CancellationToken.None).AsTask())).Kind);
        await peer.SayAsync("second");
        await accepted.HearAsync("first");
        await accepted.HearAsync("second");
        await accepted.SayAsync("answer");
        await peer.HearAsync("answer");
    }

    [Fact]
    public async Task Whoever_was_queued_when_the_last_accept_was_over_is_not_heard()
    {
        var listener = await BindAsync("127.0.0.1");
        var peer = await DialAsync(listener);
        var stranger = await DialAsync(listener);
        await peer.SayAsync("first");
        var accepted = await AcceptAsync(listener);
        await stranger.SayAsync("stranger");
        await listener.DisposeAsync();
        await peer.SayAsync("second");
        await accepted.HearAsync("first");
        await accepted.HearAsync("second");
    }

    [Fact]
    public async Task A_peer_that_is_reached_under_another_address_than_the_routes_is_not_shut_out()
    {
        Assert.True(OperatingSystem.IsLinux());
        var listener = await BindAsync("*");
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var there = new IPEndPoint(IPAddress.Parse("127.0.0.2"), listener.Address.Port!.Value);
        peer.SendTo("first"u8, there);
        var accepted = await AcceptAsync(listener);
        await listener.DisposeAsync();
        peer.SendTo("second"u8, there);
        await accepted.HearAsync("first");
        await accepted.HearAsync("second");
    }

    [Fact]
    public async Task Two_peers_are_kept_apart()
    {
        var listener = await BindAsync("127.0.0.1");
        var (one, other) = (await DialAsync(listener), await DialAsync(listener));
        await one.SayAsync("one");
        var first = await AcceptAsync(listener);
        await other.SayAsync("other");
        var second = await AcceptAsync(listener);
        await one.SayAsync("one again");
        await second.HearAsync("other");
        await first.HearAsync("one");
        await first.HearAsync("one again");
        await second.SayAsync("to the other");
        await first.SayAsync("to the one");
        await one.HearAsync("to the one");
        await other.HearAsync("to the other");
    }

    [Fact]
    public async Task A_peer_that_left_disturbs_nobody()
    {
        var listener = await BindAsync("127.0.0.1");
        var (one, other) = (await DialAsync(listener), await DialAsync(listener));
        await one.SayAsync("one");
        var first = await AcceptAsync(listener);
        await one.DisposeAsync();
        for (var i = 0; i < 3; i++)
        {
            await first.SayAsync("nobody there");
        }

        await other.SayAsync("other");
        await (await AcceptAsync(listener)).HearAsync("other");
    }

    [Fact]
    public async Task The_one_peer_that_left_is_no_failure_either()
    {
        var listener = await BindAsync("127.0.0.1");
        var peer = await DialAsync(listener);
        await peer.SayAsync("one");
        var accepted = await AcceptAsync(listener);
        await listener.DisposeAsync();
        await peer.DisposeAsync();
        for (var i = 0; i < 3; i++)
        {
            await accepted.SayAsync("nobody there");
        }

        await accepted.HearAsync("one");
    }

    [Fact]
    public async Task A_peer_is_forgotten_after_a_minute_of_silence_and_new_when_it_is_heard_again()
    {
        var listener = await BindAsync("127.0.0.1");
        var peer = await DialAsync(listener);
        await peer.SayAsync("once");
        var accepted = await AcceptAsync(listener);
        await accepted.HearAsync("once");
        var ended = accepted.ReadOnceAsync(new byte[16]);
        while (!ended.IsCompleted)
        {
            await clock.PassAsync();
            await Task.Yield();
        }

        Assert.Equal(0, await ended);
        Assert.True(((IMessageInput)accepted).HasEnded);
        await peer.SayAsync("again");
        await (await AcceptAsync(listener)).HearAsync("again");
    }

    [Fact]
    public async Task A_flood_of_senders_takes_no_place_from_who_is_served()
    {
        var listener = await BindAsync("127.0.0.1");
        var served = await DialAsync(listener);
        await served.SayAsync("served");
        var accepted = await AcceptAsync(listener);
        await accepted.HearAsync("served");
        for (var i = 0; i < 6000; i++)
        {
            using var one = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            one.SendTo("x"u8, new IPEndPoint(IPAddress.Loopback, listener.Address.Port!.Value));
        }

        // What comes to a socket is in order: when this is heard, all of the flood that was not dropped has been before.
        await SayUntilHeardAsync(served, accepted, "still here");
        var last = await DialAsync(listener);
        await last.SayAsync("last");
        var waiting = 0;
        while ((await AcceptAsync(listener)).Name != ((ILocalName)last).LocalName)
        {
            waiting++;
        }

        Assert.InRange(waiting, 1, 256);
    }

    /// <summary>Again and again: in a flood the kernel drops what there is no room for.</summary>
    private static async Task SayUntilHeardAsync(IConnection from, IConnection to, string word)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var hearing = to.HearAsync(word);
        while (!hearing.IsCompleted)
        {
            await from.SayAsync(word);
            await pace.WaitForNextTickAsync();
        }

        await hearing;
    }

    [Fact]
    public async Task A_listener_that_accepts_nobody_any_more_lives_on_for_its_connections_and_not_longer()
    {
        var listener = await BindAsync("127.0.0.1");
        var peer = await DialAsync(listener);
        await peer.SayAsync("first");
        var accepted = await AcceptAsync(listener);
        await listener.DisposeAsync();
        await accepted.SayAsync("still here");
        await peer.HearAsync("still here");
        await accepted.DisposeAsync();
        await accepted.DisposeAsync();
        await using var again = await new UdpBinder(new UdpEndpoint("127.0.0.1", listener.Address.Port!.Value), new SocketSettings()).BindAsync(CancellationToken.None);
        Assert.Equal(listener.Address.Name, again.Address.Name);
    }

    [Fact]
    public async Task A_flood_that_nobody_reads_is_cut_off_and_told_once()
    {
        var told = new DroppedTeller();
        var listener = Keep(await new UdpBinder(new UdpEndpoint("127.0.0.1", 0), new SocketSettings { Clock = clock, Observer = told }).BindAsync(CancellationToken.None));
        var peer = await DialAsync(listener);
        for (var i = 0; told.Senders.Length == 0 && i < 1_000_000; i++)
        {
            await peer.SayAsync("x");
        }

        Assert.Equal([((ILocalName)peer).LocalName], told.Senders);
    }

    [SkippableFact]
    public async Task What_the_system_had_no_room_for_is_told_at_the_end()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux tells");
        var told = new DroppedTeller();
        var sender = Keep(await new UdpBinder(new UdpEndpoint("127.0.0.1", 0), new SocketSettings()).BindAsync(CancellationToken.None));
        var dialled = await new UdpConnector(new UdpEndpoint("127.0.0.1", sender.Address.Port!.Value), new SocketSettings { Observer = told }).ConnectAsync(CancellationToken.None);
        await dialled.SayAsync("hello");
        var back = await AcceptAsync(sender);
        for (var i = 0; i < 1000; i++)
        {
            await back.WriteAsync(new byte[8000], CancellationToken.None);
        }

        var got = 0;
        while (((IKernelInput)dialled).TryRead(new byte[65_536], out _))
        {
            got++;
        }

        await dialled.DisposeAsync();
        Assert.Equal((1000, true), (got + told.Lost, told.Lost > 0));
    }

    [Fact]
    public async Task A_group_is_joined_on_its_interface()
    {
        var group = new MulticastGroup(IPAddress.Parse("239.1.2.3"), OperatingSystem.IsMacOS() ? "lo0" : "lo");
        var listener = Keep(await new UdpBinder(new UdpEndpoint("*", 0), new SocketSettings { Clock = clock, Multicast = group }).BindAsync(CancellationToken.None));
        var peer = Keep(await new UdpConnector(new UdpEndpoint("239.1.2.3", listener.Address.Port!.Value), new SocketSettings { Multicast = group }).ConnectAsync(CancellationToken.None));
        await peer.SayAsync("to all");
        var accepted = await AcceptAsync(listener);
        await accepted.HearAsync("to all");
        await accepted.SayAsync("answer");
        await peer.HearAsync("answer");
    }

    [Fact]
    public async Task An_interface_that_is_not_there_is_a_failure_with_its_name()
    {
        var group = new MulticastGroup(IPAddress.Parse("239.1.2.3"), "nosuch0");
        var failure = await EndExtensions.FailureAsync(() => new UdpBinder(new UdpEndpoint("*", 0), new SocketSettings { Multicast = group }).BindAsync(CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.CannotBind, "239.1.2.3%nosuch0"), (failure.Kind, failure.Subject));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in opened)
        {
            await one.DisposeAsync();
        }
    }

    private async Task<IListener> BindAsync(string host) => Keep(await new UdpBinder(new UdpEndpoint(host, 0), new SocketSettings { Clock = clock }).BindAsync(CancellationToken.None));

    private async Task<IConnection> DialAsync(IListener listener) =>
        Keep(await new UdpConnector(new UdpEndpoint("127.0.0.1", listener.Address.Port!.Value), new SocketSettings()).ConnectAsync(CancellationToken.None));

    private async Task<IConnection> AcceptAsync(IListener listener) => Keep(await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit));

    private T Keep<T>(T one)
        where T : IAsyncDisposable
    {
        opened.Add(one);
        return one;
    }

    private sealed class DroppedTeller : ITransportObserver
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> senders = new();

        public string[] Senders => [.. senders];

        public long Lost { get; private set; }

        public void DatagramsLost(string socket, long count) => Lost += count;

        public void DatagramsDropped(string sender) => senders.Enqueue(sender);
    }
}
