using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.Datagrams;

namespace SockTool.Core.Tests.Transports.Datagrams;

public sealed class Udp4Tests() : DatagramContract("127.0.0.1");

public sealed class Udp6Tests() : DatagramContract("::1");

/// <summary>What a transport of datagrams must show, whatever the address.</summary>
public abstract class DatagramContract(string host)
{
    private static readonly SocketSettings Usual = new();

    public static TheoryData<int> Sizes => [1, 0, 1472, 8192, 8193, 60_000, 65_507, 5];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_datagram_stays_one_both_ways(int size)
    {
        await using var pair = await JoinAsync("first");
        await pair.Dialled.WriteAsync(Pattern(size), CancellationToken.None);
        await pair.Dialled.SayAsync("next");
        Assert.Equal(Pattern(size), await HearOneAsync(pair.Accepted));
        Assert.Equal("next"u8.ToArray(), await HearOneAsync(pair.Accepted));
        await pair.Accepted.WriteAsync(Pattern(size), CancellationToken.None);
        await pair.Accepted.SayAsync("next");
        Assert.Equal(Pattern(size), await HearOneAsync(pair.Dialled));
        Assert.Equal("next"u8.ToArray(), await HearOneAsync(pair.Dialled));
    }

    [Fact]
    public async Task A_read_with_less_room_gets_the_rest_with_the_next()
    {
        await using var pair = await JoinAsync("first");
        await pair.Dialled.SayAsync("abcdefg");
        await pair.Dialled.SayAsync("h");
        Assert.Equal(["abc", "def", "g", "h"], await PiecesAsync(pair.Accepted));
        await pair.Accepted.SayAsync("abcdefg");
        await pair.Accepted.SayAsync("h");
        Assert.Equal(["abc", "def", "g", "h"], await PiecesAsync(pair.Dialled));
    }

    [Fact]
    public async Task What_is_more_than_a_datagram_holds_is_a_failure_with_the_systems_number()
    {
        await using var pair = await JoinAsync("first");
        var failure = await EndExtensions.FailureAsync(() => pair.Dialled.WriteAsync(new byte[65_536], CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.Other, Operation.Write), (failure.Kind, failure.Operation));
        Assert.NotEqual(0, failure.Errno);
    }

    [Fact]
    public async Task The_bound_address_reads_back_and_is_the_name_both_sides_use()
    {
        await using var pair = await JoinAsync("first");
        var endpoint = EndpointOf(pair.Listener);
        Assert.Equal(pair.Listener.Address.Name, endpoint.ToString());
        Assert.Equal((endpoint.Authority, endpoint.Authority), (pair.Dialled.Name, ((ILocalName)pair.Accepted).LocalName));
        Assert.Equal(((ILocalName)pair.Dialled).LocalName, pair.Accepted.Name);
    }

    [Fact]
    public async Task A_busy_address_is_never_shared_and_free_again_after_its_listener()
    {
        var listener = await BindAsync(Usual);
        var failure = await EndExtensions.FailureAsync(() => new UdpBinder(EndpointOf(listener), Usual).BindAsync(CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.AddressInUse, Operation.Bind), (failure.Kind, failure.Operation));
        await listener.DisposeAsync();
        await listener.DisposeAsync();
        await using var again = await new UdpBinder(EndpointOf(listener), Usual).BindAsync(CancellationToken.None);
        Assert.Equal(listener.Address.Name, again.Address.Name);
    }

    [Fact]
    public async Task Nobody_in_time_is_a_failure_with_the_limit()
    {
        var limit = TimeSpan.FromMilliseconds(20);
        await using var listener = await BindAsync(Usual with { Limits = new OperationLimits { Accept = limit } });
        var failure = await EndExtensions.FailureAsync(() => listener.AcceptAsync(CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.NobodyConnected, limit, listener.Address.Name), (failure.Kind, failure.Limit, failure.Subject));
    }

    [Fact]
    public async Task Without_blocking_what_is_not_there_would_block()
    {
        await using var listener = await BindAsync(Usual with { Limits = new OperationLimits { Accept = TimeSpan.Zero } });
        Assert.Equal(FailureKind.WouldBlock, (await EndExtensions.FailureAsync(() => listener.AcceptAsync(CancellationToken.None).AsTask())).Kind);
        await using var dialled = await DialAsync(listener, Usual with { Limits = new OperationLimits { Read = TimeSpan.Zero } });
        var failure = await EndExtensions.FailureAsync(() => dialled.ReadAsync(new byte[16], CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.WouldBlock, Operation.Read), (failure.Kind, failure.Operation));
    }

    [Fact]
    public async Task A_read_that_takes_too_long_is_a_failure_with_the_limit()
    {
        var limit = TimeSpan.FromMilliseconds(20);
        await using var listener = await BindAsync(Usual);
        await using var dialled = await DialAsync(listener, Usual with { Limits = new OperationLimits { Read = limit } });
        var failure = await EndExtensions.FailureAsync(() => dialled.ReadAsync(new byte[16], CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.TimedOut, Operation.Read, limit), (failure.Kind, failure.Operation, failure.Limit));
    }

    [Fact]
    public async Task A_cancelled_accept_or_read_loses_nothing()
    {
        await using var listener = await BindAsync(Usual);
        using var cancellation = new CancellationTokenSource();
        var accepting = listener.AcceptAsync(cancellation.Token).AsTask();
        await using var dialled = await DialAsync(listener, Usual);
        var reading = dialled.ReadAsync(new byte[16], cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => accepting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await dialled.SayAsync("question");
        await using var accepted = await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        await accepted.HearAsync("question");
        await accepted.SayAsync("answer");
        await dialled.HearAsync("answer");
    }

    [Fact]
    public async Task A_client_hears_that_nobody_is_there()
    {
        var listener = await BindAsync(Usual);
        await listener.DisposeAsync();
        await using var dialled = await DialAsync(listener, Usual);
        await dialled.SayAsync("hello?");
        var failure = await EndExtensions.FailureAsync(() => dialled.ReadAsync(new byte[16], CancellationToken.None).AsTask());
        Assert.Equal((FailureKind.Refused, dialled.Name), (failure.Kind, failure.Subject));
    }

    private Task<IListener> BindAsync(SocketSettings settings) => new UdpBinder(new UdpEndpoint(host, 0), settings).BindAsync(CancellationToken.None).AsTask();

    private async Task<TransportPair> JoinAsync(string greeting)
    {
        var listener = await BindAsync(Usual);
        var dialled = await DialAsync(listener, Usual);
        await dialled.SayAsync(greeting);
        var accepted = await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        await accepted.HearAsync(greeting);
        return new TransportPair(listener, dialled, accepted);
    }

    private static Task<IConnection> DialAsync(IListener listener, SocketSettings settings) => new UdpConnector(EndpointOf(listener), settings).ConnectAsync(CancellationToken.None).AsTask();

    private static UdpEndpoint EndpointOf(IListener listener)
    {
        Assert.True(EndpointParser.TryParse([listener.Address.Name], EndpointRole.Accept, out var endpoint, out var problem), problem?.ToString());
        return Assert.IsType<UdpEndpoint>(endpoint);
    }

    private static byte[] Pattern(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 7))];

    private static async Task<byte[]> HearOneAsync(IConnection connection)
    {
        var room = new byte[65_536];
        var count = await connection.ReadOnceAsync(room);
        Assert.False(((IMessageInput)connection).HasEnded);
        return room[..count];
    }

    private static async Task<IReadOnlyList<string>> PiecesAsync(IConnection connection)
    {
        var pieces = new List<string>();
        var room = new byte[3];
        for (var i = 0; i < 4; i++)
        {
            pieces.Add(System.Text.Encoding.Latin1.GetString(room, 0, await connection.ReadOnceAsync(room)));
        }

        return pieces;
    }
}
