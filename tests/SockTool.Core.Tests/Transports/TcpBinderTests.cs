using System.Net.Sockets;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.SocketOptions;

namespace SockTool.Core.Tests.Transports;

public sealed class TcpBinderTests
{
    private static readonly SocketSettings Usual = new();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task A_wildcard_takes_both_families_in_one_socket(string host)
    {
        Assert.True(Socket.OSSupportsIPv6);
        await using var listener = await BindAsync(TcpEndpoint.EveryAddress, 0, Usual);
        await using var dialled = await DialAsync(host, listener);
        await using var accepted = await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        Assert.Equal(dialled.Name, ((ILocalName)accepted).LocalName);
    }

    [Theory]
    [InlineData(FamilyChoice.IPv4Only, "127.0.0.1", "::1")]
    [InlineData(FamilyChoice.IPv6Only, "::1", "127.0.0.1")]
    public async Task A_wildcard_of_one_family_refuses_the_other(FamilyChoice family, string reached, string refused)
    {
        await using var listener = await BindAsync(TcpEndpoint.EveryAddress, 0, Usual with { Family = family });
        await using var dialled = await DialAsync(reached, listener);
        Assert.Equal(FailureKind.Refused, (await EndExtensions.FailureAsync(() => DialAsync(refused, listener))).Kind);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("*")]
    public async Task A_port_that_a_wildcard_holds_is_not_shared_with_one_address_either(string host)
    {
        await using var listener = await BindAsync(TcpEndpoint.EveryAddress, 0, Usual);
        var failure = await EndExtensions.FailureAsync(() => BindAsync(host, listener.Address.Port!.Value, Usual));
        Assert.Equal(FailureKind.AddressInUse, failure.Kind);
    }

    [Fact]
    public async Task An_address_that_is_not_ours_cannot_be_bound()
    {
        var failure = await EndExtensions.FailureAsync(() => BindAsync("192.0.2.1", 0, Usual));
        Assert.Equal((FailureKind.CannotBind, Operation.Bind, "192.0.2.1:0"), (failure.Kind, failure.Operation, failure.Subject));
    }

    [Fact]
    public async Task A_socket_option_that_the_system_refuses_is_told_as_it_would_be_typed()
    {
        Assert.True(SocketOptionSetting.TryParse("ttl=9999", out var option, out _));
        var failure = await EndExtensions.FailureAsync(() => BindAsync("127.0.0.1", 0, Usual with { Options = [option] }));
        Assert.Equal((Operation.Option, "IP_TTL=9999"), (failure.Operation, failure.Subject));
    }

    [Fact]
    public async Task A_port_whose_connections_are_in_time_wait_can_be_bound_again()
    {
        var listener = await BindAsync("127.0.0.1", 0, Usual);
        var dialled = await DialAsync("127.0.0.1", listener);
        var accepted = await listener.AcceptAsync(CancellationToken.None);
        await accepted.DisposeAsync();
        Assert.Equal("", await dialled.HearAllAsync());
        await dialled.DisposeAsync();
        await listener.DisposeAsync();
        await using var again = await BindAsync("127.0.0.1", listener.Address.Port!.Value, Usual);
    }

    private static Task<IListener> BindAsync(string host, int port, SocketSettings settings) =>
        new TcpBinder(new TcpEndpoint(host, port), settings).BindAsync(CancellationToken.None).AsTask();

    private static Task<IConnection> DialAsync(string host, IListener listener) =>
        new TcpConnector(new TcpEndpoint(host, listener.Address.Port!.Value), Usual).ConnectAsync(CancellationToken.None).AsTask();
}
