using SockTool.Core.Connections;
using SockTool.Core.Native;
using SockTool.Core.Tests.Doubles;
using static SockTool.Core.Tests.Transports.WebSockets.WebSocketStage;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>What a WebSocket that breaks is said to have broken of.</summary>
public sealed class WebSocketBreakTests
{
    [Theory]
    [InlineData("C20161")] // rsv1
    [InlineData("82810102030405")] // masked by a server
    [InlineData("830161")] // opcode 3
    [InlineData("8B00")] // opcode 11
    [InlineData("827F8000000000000000")] // 2^63 bytes
    [InlineData("8102C328")] // a text that is not UTF-8
    [InlineData("800161")] // goes on with what did not begin
    [InlineData("080203E8")] // a close in fragments
    public async Task A_broken_rule_is_told_as_one_though_the_connection_has_ended_too(string frame)
    {
        var (ours, peer) = await ClientAsync();
        await peer.WriteAsync(Convert.FromHexString(frame), CancellationToken.None);
        peer.StopReading();
        await peer.EndAsync();
        Assert.Equal((FailureKind.CutShort, HandshakeProblem.Malformed), await HowItFailsAsync(() => ours.HearAllAsync()));
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task A_write_after_a_broken_rule_tells_the_broken_rule()
    {
        var (ours, peer) = await ClientAsync();
        await peer.SayFrameAsync(3, []);
        Assert.Equal(Close, (await peer.HearFrameAsync()).Opcode);
        Assert.Equal((FailureKind.CutShort, HandshakeProblem.Malformed), await HowItFailsAsync(() => ours.SayAsync("x")));
        await ours.DisposeAsync();
    }

    [Theory]
    [InlineData("020161")]
    [InlineData("020161000162")]
    [InlineData("0200")]
    public async Task A_good_close_in_the_middle_of_a_message_is_a_cut(string frames)
    {
        var (ours, peer) = await ClientAsync();
        await peer.WriteAsync(Convert.FromHexString(frames), CancellationToken.None);
        await peer.SayCloseAsync(1000);
        await peer.EndAsync();
        Assert.Equal((FailureKind.CutShort, HandshakeProblem.Unfinished), await HowItFailsAsync(() => ours.HearAllAsync()));
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task A_reset_that_was_told_to_a_write_is_also_one_for_the_read_that_sees_an_end()
    {
        var (ours, peer) = await ClientAsync();
        peer.StopReading();
        Assert.Equal(FailureKind.Reset, (await HowItFailsAsync(() => ours.SayAsync("hello"))).Kind);
        await peer.EndAsync();
        Assert.Equal(FailureKind.Reset, (await HowItFailsAsync(() => ours.ReadOnceAsync(new byte[8]))).Kind);
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task A_reset_that_was_told_to_a_read_is_also_one_for_writes_and_for_our_end()
    {
        var (ours, peer) = await ClientAsync();
        peer.Reset();
        Assert.Equal(FailureKind.Reset, (await HowItFailsAsync(() => ours.ReadOnceAsync(new byte[8]))).Kind);
        Assert.Equal(FailureKind.Reset, (await HowItFailsAsync(() => ours.SayAsync("hello"))).Kind);
        Assert.Equal(FailureKind.Reset, (await HowItFailsAsync(() => ours.EndAsync())).Kind);
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task A_reset_that_was_told_to_nobody_is_seen_by_the_state_of_the_carrier()
    {
        var (near, peer) = MemoryConnection.Pair();
        var dialling = DialAsync(new OverWithoutAWord(near));
        await peer.SayAsync(AnswerTo(await HearHeadAsync(peer)));
        var ours = await dialling;
        await peer.EndAsync();
        var failure = await EndExtensions.FailureAsync(() => ours.ReadOnceAsync(new byte[8]));
        Assert.Equal((FailureKind.Reset, Errno.ConnectionReset, "far"), (failure.Kind, failure.Errno, failure.Subject));
        await ours.DisposeAsync();
    }

    private static async Task<(FailureKind Kind, HandshakeProblem Problem)> HowItFailsAsync(Func<Task> operation)
    {
        var failure = await EndExtensions.FailureAsync(operation);
        return (failure.Kind, failure.Problem);
    }

    /// <summary>A connection whose reset was asked for behind our back (SO_ERROR, socket(7)).</summary>
    private sealed class OverWithoutAWord(MemoryConnection inner) : IConnection, IDelivery
    {
        public string Name => inner.Name;

        public long? Acknowledged => null;

        public bool IsOver => true;

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => inner.ReadAsync(buffer, cancellation);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => inner.WriteAsync(bytes, cancellation);

        public ValueTask CompleteWritesAsync(CancellationToken cancellation) => inner.CompleteWritesAsync(cancellation);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
