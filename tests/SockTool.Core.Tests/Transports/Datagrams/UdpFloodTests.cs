using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Datagrams;

namespace SockTool.Core.Tests.Transports.Datagrams;

/// <summary>More datagrams than there is room for.</summary>
public sealed class UdpFloodTests : IAsyncDisposable
{
    private readonly UdpStage stage = new();

    [Fact]
    public async Task A_flood_of_senders_takes_no_place_from_who_is_served()
    {
        var listener = await stage.BindAsync("127.0.0.1");
        var served = await stage.DialAsync(listener);
        await served.SayAsync("served");
        var accepted = await stage.AcceptAsync(listener);
        await accepted.HearAsync("served");
        for (var i = 0; i < 6000; i++)
        {
            using var one = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            one.SendTo("x"u8, new IPEndPoint(IPAddress.Loopback, listener.Address.Port!.Value));
        }

        // What comes to a socket is in order: when this is heard, all of the flood that was not dropped has been before.
        await SayUntilHeardAsync(served, accepted, "still here");
        var last = await stage.DialAsync(listener);
        await last.SayAsync("last");
        var waiting = 0;
        while ((await stage.AcceptAsync(listener)).Name != ((ILocalName)last).LocalName)
        {
            waiting++;
        }

        Assert.InRange(waiting, 1, 256);
    }

    [Fact]
    public async Task A_flood_that_nobody_reads_is_cut_off_and_told_once()
    {
        var told = new DroppedTeller();
        var listener = stage.Keep(await new UdpBinder(new UdpEndpoint("127.0.0.1", 0), new SocketSettings { Clock = stage.Clock, Observer = told }).BindAsync(CancellationToken.None));
        var peer = await stage.DialAsync(listener);
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
        var sender = stage.Keep(await new UdpBinder(new UdpEndpoint("127.0.0.1", 0), new SocketSettings()).BindAsync(CancellationToken.None));
        var dialled = await new UdpConnector(new UdpEndpoint("127.0.0.1", sender.Address.Port!.Value), new SocketSettings { Observer = told }).ConnectAsync(CancellationToken.None);
        await dialled.SayAsync("hello");
        var back = await stage.AcceptAsync(sender);
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

    public ValueTask DisposeAsync() => stage.DisposeAsync();

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

    private sealed class DroppedTeller : ITransportObserver
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> senders = new();

        public string[] Senders => [.. senders];

        public long Lost { get; private set; }

        public void DatagramsLost(string socket, long count) => Lost += count;

        public void DatagramsDropped(string sender) => senders.Enqueue(sender);
    }
}
