using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using static SockTool.Core.Tests.Transports.HandshakeStage;

namespace SockTool.Core.Tests.Transports;

/// <summary>Between accept(2) and a client: who comes through first, and what else comes out of an accept.</summary>
public sealed class ScreeningListenerTests : IAsyncDisposable
{
    private readonly HandshakeStage stage = new();

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task Whoever_is_through_first_is_the_first_client()
    {
        var accepting = stage.Accepting();
        await using var slow = stage.Strangers.Connect();
        await using var quick = stage.Strangers.Connect();
        await quick.SayAsync("hi");
        await (await WithinPatience(accepting)).SayAsync("you");
        await quick.HearAsync("you");
        await slow.SayAsync("hi");
        await (await WithinPatience(stage.Accepting())).SayAsync("and you");
        await slow.HearAsync("and you");
    }

    [Fact]
    public async Task A_bug_in_a_handshake_comes_out_of_every_accept_from_then_on()
    {
        await stage.RebindAsync((_, _) => throw new InvalidTimeZoneException("a bug"));
        var accepting = stage.Accepting();
        await using var client = stage.Strangers.Connect();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithinPatience(accepting));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithinPatience(stage.Accepting()));
        Assert.Equal("", await client.HearAllAsync());
        Assert.Empty(stage.Failures);
    }

    [Fact]
    public async Task Clients_that_were_through_before_a_bug_are_accepted_before_it()
    {
        await stage.RebindAsync((carrier, cancellation) => GreetedAsync(carrier, "bug", cancellation));
        using var impatience = new CancellationTokenSource();
        var accepting = stage.Listener.AcceptAsync(impatience.Token).AsTask();
        await using var good = stage.Strangers.Connect();
        await using var other = stage.Strangers.Connect();
        await using var faulty = stage.Strangers.Connect();
        await good.SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
        await other.SayAsync("hi");
        await (await WithinPatience(stage.Accepting())).DisposeAsync();
        await faulty.SayAsync("bug");
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => WithinPatience(stage.Accepting()));
    }

    [Fact]
    public async Task A_cancelled_accept_ends_at_once_and_loses_nobody()
    {
        using var impatience = new CancellationTokenSource();
        var cancelled = stage.Listener.AcceptAsync(impatience.Token).AsTask();
        await using var client = stage.Strangers.Connect();
        await Patience.UntilAsync(() => stage.Strangers.Accepts == 2);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithinPatience(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithinPatience(stage.Listener.AcceptAsync(impatience.Token).AsTask()));
        await client.SayAsync("hi");
        await (await WithinPatience(stage.Accepting())).DisposeAsync();
        Assert.Empty(stage.Failures);
    }

    [Fact]
    public async Task A_failed_accept_is_told_once_and_the_handshake_goes_on()
    {
        var accepting = stage.Accepting();
        await using var client = stage.Strangers.Connect();
        stage.Strangers.Fail(new Failure(FailureKind.Other, Operation.Accept));
        Assert.Equal(FailureKind.Other, (await EndExtensions.FailureAsync(() => accepting)).Kind);
        await client.SayAsync("hi");
        await (await WithinPatience(stage.Accepting())).DisposeAsync();
    }

    [Fact]
    public async Task Where_nobody_waits_it_would_block_unless_somebody_is_in_a_handshake()
    {
        var accepting = stage.Accepting();
        await using var client = stage.Strangers.Connect();
        stage.Strangers.Fail(new Failure(FailureKind.WouldBlock, Operation.Accept));
        await Patience.UntilAsync(() => stage.Strangers.Accepts == 2);
        Assert.False(accepting.IsCompleted);
        await client.SayAsync("hi");
        await (await WithinPatience(accepting)).DisposeAsync();
        stage.Strangers.Fail(new Failure(FailureKind.WouldBlock, Operation.Accept));
        Assert.Equal(FailureKind.WouldBlock, (await EndExtensions.FailureAsync(stage.Accepting)).Kind);
    }

    [Fact]
    public async Task A_closed_listener_ends_accepts_and_handshakes_and_tells_of_none()
    {
        var accepting = stage.Accepting();
        await using var client = stage.Strangers.Connect();
        await Patience.UntilAsync(() => stage.Strangers.Accepts == 2);
        await stage.Listener.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WithinPatience(accepting));
        Assert.Equal("", await client.HearAllAsync());
        Assert.True(stage.Strangers.IsClosed);
        Assert.Empty(stage.Failures);
    }
}
