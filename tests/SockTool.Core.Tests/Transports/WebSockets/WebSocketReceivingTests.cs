using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Transports;
using static SockTool.Core.Tests.Transports.WebSockets.WebSocketStage;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>What has come of a frame is given out, whatever comes next.</summary>
public sealed class WebSocketReceivingTests
{
    private const int Long = 50_000;

    private static readonly byte[] HeaderOfAMebibyte = Convert.FromHexString("827F0000000000100000");

    [Theory]
    [InlineData(FailureKind.CutShort)]
    [InlineData(FailureKind.Reset)]
    public async Task What_came_of_a_frame_that_is_cut_is_given_out_before_the_failure(FailureKind how)
    {
        var (ours, peer) = await ClientAsync();
        await peer.WriteAsync((byte[])[.. HeaderOfAMebibyte, .. new byte[Long]], CancellationToken.None);
        await (how == FailureKind.Reset ? ResetAsync(peer) : peer.EndAsync());
        await ours.HearAsync(new string('\0', Long));
        Assert.Equal(how, (await EndExtensions.FailureAsync(() => ours.ReadOnceAsync(new byte[8]))).Kind);
        await ours.DisposeAsync();

        static Task ResetAsync(MemoryConnection peer)
        {
            peer.Reset();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Every_byte_of_a_frame_that_drips_is_given_out_as_it_comes()
    {
        var (ours, peer) = await ClientAsync();
        await peer.WriteAsync(HeaderOfAMebibyte, CancellationToken.None);
        foreach (var one in "drip, drop")
        {
            await peer.SayAsync(one.ToString());
            Assert.Equal(1, await ours.ReadOnceAsync(new byte[64]));
        }

        await ours.DisposeAsync();
    }

    [Theory]
    [InlineData("82026F6E8202")]
    [InlineData("82026F6E89")]
    [InlineData("82026F6E0204")]
    [InlineData("82026F6E8904747769")]
    [InlineData("82016F82016E82")]
    [InlineData("02016F00016E80")]
    public async Task Messages_that_are_there_are_given_out_at_once_with_the_next_frame_still_on_its_way(string frames)
    {
        var (ours, peer) = await ClientAsync();
        await peer.WriteAsync(Convert.FromHexString(frames), CancellationToken.None);
        var buffer = new byte[64];
        Assert.Equal(2, await ours.ReadOnceAsync(buffer));
        Assert.Equal("on"u8.ToArray(), buffer[..2]);
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task Frames_cut_anywhere_on_their_way_lose_nothing_and_hold_nothing_back()
    {
        var stream = Convert.FromHexString("0203616263" + "8900" + "0000" + "80027A7A" + "8A0178" + "827E007F");
        stream = [.. stream, .. new byte[127]];
        for (var cut = 1; cut < stream.Length; cut++)
        {
            var (ours, peer) = await ClientAsync();
            await peer.WriteAsync(stream.AsMemory(0, cut), CancellationToken.None);
            var before = cut switch
            {
                <= 2 => 0,
                <= 5 => cut - 2,
                <= 11 => 3,
                <= 13 => cut - 8,
                <= 20 => 5,
                _ => cut - 15,
            };
            await ours.HearAsync(("abczz" + new string('\0', 127))[..before]);
            await peer.WriteAsync(stream.AsMemory(cut), CancellationToken.None);
            await peer.SayCloseAsync(1000);
            Assert.Equal(("abczz" + new string('\0', 127))[before..], await ours.HearAllAsync());

            // No farewell, which nobody here would hear.
            ((IResettable)ours).ResetOnClose();
            await ours.DisposeAsync();
        }
    }

    [Fact]
    public async Task Where_nobody_will_read_a_ping_behind_messages_is_answered_and_only_the_end_is_told()
    {
        var (ours, peer) = await ClientAsync(received: WebSocketReceived.Discarded);
        for (var i = 0; i < 100; i++)
        {
            await peer.SayFrameAsync(Binary, new byte[10_000]);
            await peer.SayFrameAsync(Ping, [(byte)i]);
            Assert.Equal((Pong, i), await peer.HearFrameAsync() is var (opcode, payload) ? (opcode, payload[0]) : default);
        }

        await peer.SayCloseAsync(1000);
        Assert.Equal(0, await ours.ReadOnceAsync(new byte[8]));
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task What_came_before_a_broken_rule_is_given_out()
    {
        var (ours, peer) = await ClientAsync();
        await peer.WriteAsync(Convert.FromHexString("82026F6E8300"), CancellationToken.None);
        await ours.HearAsync("on");
        Assert.Equal(HandshakeProblem.Malformed, (await EndExtensions.FailureAsync(() => ours.ReadOnceAsync(new byte[8]))).Problem);
        await ours.DisposeAsync();
    }
}
