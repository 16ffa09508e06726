using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Datagrams;

namespace SockTool.Core.Tests.Transports.Datagrams;

/// <summary>Who is a peer, who is a stranger, and who is forgotten.</summary>
public sealed class UdpListenerTests : IAsyncDisposable
{
    private readonly UdpStage stage = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("*")]
    public async Task After_the_last_accept_a_stranger_is_refused_by_the_system_and_the_peer_is_not(string host)
    {
        var listener = await stage.BindAsync(host);
        var peer = await stage.DialAsync(listener);
        await peer.SayAsync("first");
        var accepted = await stage.AcceptAsync(listener);
        await listener.DisposeAsync();

        var stranger = await stage.DialAsync(listener);
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
        var listener = await stage.BindAsync("127.0.0.1");
        var peer = await stage.DialAsync(listener);
        var stranger = await stage.DialAsync(listener);
        await peer.SayAsync("first");
        var accepted = await stage.AcceptAsync(listener);
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
        var listener = await stage.BindAsync("*");
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        peer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var there = new IPEndPoint(IPAddress.Parse("127.0.0.2"), listener.Address.Port!.Value);
        peer.SendTo("first"u8, there);
        var accepted = await stage.AcceptAsync(listener);
        await listener.DisposeAsync();
        peer.SendTo("second"u8, there);
        await accepted.HearAsync("first");
        await accepted.HearAsync("second");
    }

    [Fact]
    public async Task Two_peers_are_kept_apart()
    {
        var listener = await stage.BindAsync("127.0.0.1");
        var (one, other) = (await stage.DialAsync(listener), await stage.DialAsync(listener));
        await one.SayAsync("one");
        var first = await stage.AcceptAsync(listener);
        await other.SayAsync("other");
        var second = await stage.AcceptAsync(listener);
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
        var listener = await stage.BindAsync("127.0.0.1");
        var (one, other) = (await stage.DialAsync(listener), await stage.DialAsync(listener));
        await one.SayAsync("one");
        var first = await stage.AcceptAsync(listener);
        await one.DisposeAsync();
        for (var i = 0; i < 3; i++)
        {
            await first.SayAsync("nobody there");
        }

        await other.SayAsync("other");
        await (await stage.AcceptAsync(listener)).HearAsync("other");
    }

    [Fact]
    public async Task The_one_peer_that_left_is_no_failure_either()
    {
        var listener = await stage.BindAsync("127.0.0.1");
        var peer = await stage.DialAsync(listener);
        await peer.SayAsync("one");
        var accepted = await stage.AcceptAsync(listener);
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
        var listener = await stage.BindAsync("127.0.0.1");
        var peer = await stage.DialAsync(listener);
        await peer.SayAsync("once");
        var accepted = await stage.AcceptAsync(listener);
        await accepted.HearAsync("once");
        var ended = accepted.ReadOnceAsync(new byte[16]);
        while (!ended.IsCompleted)
        {
            await stage.Clock.PassAsync();
            await Task.Yield();
        }

        Assert.Equal(0, await ended);
        Assert.True(((IMessageInput)accepted).HasEnded);
        await peer.SayAsync("again");
        await (await stage.AcceptAsync(listener)).HearAsync("again");
    }

    [Fact]
    public async Task A_listener_that_accepts_nobody_any_more_lives_on_for_its_connections_and_not_longer()
    {
        var listener = await stage.BindAsync("127.0.0.1");
        var peer = await stage.DialAsync(listener);
        await peer.SayAsync("first");
        var accepted = await stage.AcceptAsync(listener);
        await listener.DisposeAsync();
        await accepted.SayAsync("still here");
        await peer.HearAsync("still here");
        await accepted.DisposeAsync();
        await accepted.DisposeAsync();
        await using var again = await new UdpBinder(new UdpEndpoint("127.0.0.1", listener.Address.Port!.Value), new SocketSettings()).BindAsync(CancellationToken.None);
        Assert.Equal(listener.Address.Name, again.Address.Name);
    }

    [Fact]
    public async Task A_group_is_joined_on_its_interface()
    {
        var group = new MulticastGroup(IPAddress.Parse("239.1.2.3"), OperatingSystem.IsMacOS() ? "lo0" : "lo");
        var listener = stage.Keep(await new UdpBinder(new UdpEndpoint("*", 0), new SocketSettings { Clock = stage.Clock, Multicast = group }).BindAsync(CancellationToken.None));
        var peer = stage.Keep(await new UdpConnector(new UdpEndpoint("239.1.2.3", listener.Address.Port!.Value), new SocketSettings { Multicast = group }).ConnectAsync(CancellationToken.None));
        await peer.SayAsync("to all");
        var accepted = await stage.AcceptAsync(listener);
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

    public ValueTask DisposeAsync() => stage.DisposeAsync();
}
