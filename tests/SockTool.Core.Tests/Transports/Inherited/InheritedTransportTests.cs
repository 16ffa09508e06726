using System.Net;
using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Inherited;

namespace SockTool.Core.Tests.Transports.Inherited;

/// <summary>Sockets that somebody else made. Not a <see cref="TransportContract"/>: no address is taken here, or given back.</summary>
public sealed class InheritedTransportTests
{
    private static readonly SocketSettings Usual = new();

    [SkippableFact]
    public async Task A_listening_socket_is_accepted_at_and_stays_its_owners()
    {
        using var owner = Listening(new IPEndPoint(IPAddress.Loopback, 0));
        using var first = Dial(owner);
        using var second = Dial(owner);
        var listener = await BindAsync(Handed.Over(owner));
        Assert.Equal((owner.LocalEndPoint!.ToString(), ((IPEndPoint)owner.LocalEndPoint).Port), (listener.Address.Name, listener.Address.Port));
        await using (var accepted = await listener.AcceptAsync(CancellationToken.None))
        {
            await accepted.SayAsync("here");
        }

        await listener.DisposeAsync();
        Assert.Equal(4, first.Receive(new byte[16]));
        using var others = await owner.AcceptAsync().WaitAsync(Patience.Limit);
        Assert.Equal(second.LocalEndPoint, others.RemoteEndPoint);
    }

    [SkippableFact]
    public async Task A_cancelled_accept_leaves_the_owners_socket_listening()
    {
        using var owner = Listening(new IPEndPoint(IPAddress.Loopback, 0));
        var listener = await BindAsync(Handed.Over(owner));
        using var cancellation = new CancellationTokenSource();
        var accepting = listener.AcceptAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);
        await listener.DisposeAsync();
        using var client = Dial(owner);
        Assert.True(owner.Poll(Patience.Limit, SelectMode.SelectRead));
    }

    [SkippableFact]
    public async Task A_path_that_somebody_else_bound_stays()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var owner = Listening(new UnixDomainSocketEndPoint(path));
        var listener = await BindAsync(Handed.Over(owner));
        Assert.Equal(($"unix:{path}", null), (listener.Address.Name, listener.Address.Port));
        await listener.DisposeAsync();
        Assert.True(File.Exists(path));
    }

    [SkippableFact]
    public async Task A_connection_is_served_once_and_nobody_else_comes()
    {
        using var pair = SocketPair.Tcp();
        await using var listener = await BindAsync(Handed.Over(pair.Near));
        Assert.Equal((1, true), (listener.MostClients, listener.HasWaiting));
        await using var accepted = await listener.AcceptAsync(CancellationToken.None);
        Assert.Equal((pair.Far.LocalEndPoint!.ToString(), false), (accepted.Name, listener.HasWaiting));
        var failure = await EndExtensions.FailureAsync(() => listener.AcceptAsync(CancellationToken.None).AsTask());
        Assert.Equal(FailureKind.NobodyConnected, failure.Kind);
        await listener.DisposeAsync();
        await accepted.SayAsync("still here");
        Assert.Equal(10, pair.Far.Receive(new byte[16]));
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Megabytes_go_both_ways_though_the_flags_that_its_owner_shares_stay_as_they_are(bool overTcp)
    {
        const int Megabytes = 8 * 1024 * 1024;
        using var pair = overTcp ? SocketPair.Tcp() : SocketPair.Unix();
        var endpoint = Handed.Over(pair.Near);
        await using var ours = await new InheritedConnector(endpoint, Usual).ConnectAsync(CancellationToken.None);
        await using var theirs = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        Assert.True(Unix.IsCloseOnExec(endpoint.Number));
        var hearing = (ours.HearAllAsync(), theirs.HearAllAsync());
        await Task.WhenAll(SayAndEndAsync(ours, Megabytes), SayAndEndAsync(theirs, Megabytes)).WaitAsync(Patience.Limit);
        Assert.Equal((Megabytes, Megabytes), ((await hearing.Item1).Length, (await hearing.Item2).Length));
        Assert.False(Unix.IsNonBlocking((int)pair.Near.Handle));
    }

    [SkippableFact]
    public async Task What_was_not_handed_over_is_not_taken()
    {
        using var own = Listening(new IPEndPoint(IPAddress.Loopback, 0));
        await RefusedAsync(new DescriptorEndpoint((int)own.Handle), "EBADF", "EBADF");
        await RefusedAsync(new DescriptorEndpoint(int.MaxValue), "EBADF", "EBADF");
    }

    [SkippableFact]
    public async Task What_is_no_stream_socket_is_refused()
    {
        using var file = File.OpenRead("/dev/null");
        await RefusedAsync(Handed.Over((int)file.SafeFileHandle.DangerousGetHandle()), "ENOTSOCK", "ENOTSOCK");
        using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await RefusedAsync(Handed.Over(datagrams), "EPROTOTYPE", "EPROTOTYPE");
    }

    [SkippableFact]
    public async Task What_is_bound_and_no_more_is_refused_and_what_listens_is_not_dialled()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await RefusedAsync(Handed.Over(bound), "EINVAL", "ENOTCONN");
        using var listening = Listening(new IPEndPoint(IPAddress.Loopback, 0));
        await RefusedAsync(Handed.Over(listening), null, "ENOTCONN");
    }

    private static ValueTask<IListener> BindAsync(DescriptorEndpoint endpoint) => new InheritedBinder(endpoint, Usual).BindAsync(CancellationToken.None);

    /// <summary>The error number that each role gives; null where it takes the descriptor.</summary>
    private static async Task RefusedAsync(DescriptorEndpoint endpoint, string? toAccept, string toDial)
    {
        Skip.If(OperatingSystem.IsWindows());
        var again = toAccept is "EBADF" ? endpoint : Handed.Over(endpoint.Number);
        var dialled = await EndExtensions.FailureAsync(() => new InheritedConnector(endpoint, Usual).ConnectAsync(CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.CannotBind, Operation.Inherit, toDial), (dialled.Kind, dialled.Operation, Errno.NameOf(dialled.Errno)));
        if (toAccept is null)
        {
            await (await BindAsync(again)).DisposeAsync();
            return;
        }

        var accepted = await EndExtensions.FailureAsync(() => BindAsync(again).AsTask());
        Assert.Equal((FailureKind.CannotBind, again.ToString(), toAccept), (accepted.Kind, accepted.Subject, Errno.NameOf(accepted.Errno)));
    }

    private static Socket Listening(EndPoint at)
    {
        var socket = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(at);
        socket.Listen();
        return socket;
    }

    private static Socket Dial(Socket listener)
    {
        var socket = new Socket(listener.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(listener.LocalEndPoint!);
        return socket;
    }

    private static async Task SayAndEndAsync(IConnection end, int count)
    {
        await end.WriteAsync(new byte[count], CancellationToken.None);
        await end.EndAsync();
    }
}
