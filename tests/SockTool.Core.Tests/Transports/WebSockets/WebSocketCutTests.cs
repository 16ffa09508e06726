using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using static SockTool.Core.Tests.Transports.WebSockets.WebSocketStage;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>Whatever is no normal close, as a server in memory sends it to our client.</summary>
public sealed class WebSocketCutTests
{
    [Theory]
    [InlineData(1001, "going away")]
    [InlineData(1002, "")]
    [InlineData(1003, "")]
    [InlineData(1007, "")]
    [InlineData(1008, "policy")]
    [InlineData(1009, "")]
    [InlineData(1010, "")]
    [InlineData(1011, "\u001b[31mred")]
    [InlineData(1012, "")]
    [InlineData(1013, "")]
    [InlineData(1014, "")]
    [InlineData(3000, "")]
    [InlineData(4999, "own")]
    public async Task Any_other_close_is_a_cut_with_its_code_and_reason(int code, string reason)
    {
        var (ours, peer) = await ClientAsync();
        await peer.SayFrameAsync(Binary, "last"u8.ToArray());
        await peer.SayCloseAsync(code, reason);
        await ours.HearAsync("last");
        for (var again = 0; again < 2; again++)
        {
            var failure = await EndExtensions.FailureAsync(() => ours.ReadOnceAsync(new byte[8]));
            Assert.Equal((FailureKind.CutShort, Operation.Read, code, reason, "far"), (failure.Kind, failure.Operation, failure.Number, failure.Found, failure.Subject));
        }

        await peer.EndAsync();
        await ours.DisposeAsync();
        Assert.Equal((Close, code.ToString("X4", System.Globalization.CultureInfo.InvariantCulture)), Of(await peer.HearFrameAsync()));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(8, "03")]
    [InlineData(8, "0000")]
    [InlineData(8, "03E7")]
    [InlineData(8, "03ED")]
    [InlineData(8, "03EE")]
    [InlineData(8, "1388")]
    [InlineData(8, "03E8FF")]
    [InlineData(3, "00")]
    [InlineData(11, "")]
    [InlineData(0, "00")]
    [InlineData(0x40 | 2, "00")]
    [InlineData(0x20 | 2, "00")]
    [InlineData(0x10 | 2, "00")]
    public async Task Whatever_breaks_the_rules_is_a_cut(int opcode, string payload)
    {
        var (ours, peer) = await ClientAsync();
        await peer.SayFrameAsync(opcode, opcode == Text ? [0xc3, 0x28] : Convert.FromHexString(payload));
        var failure = await EndExtensions.FailureAsync(() => ours.HearAllAsync());
        Assert.Equal((FailureKind.CutShort, HandshakeProblem.Malformed, 0), (failure.Kind, failure.Problem, failure.Number));
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task A_masked_frame_of_a_server_is_a_cut()
    {
        var (ours, peer) = await ClientAsync();
        await peer.WriteAsync(new byte[] { 0x82, 0x81, 1, 2, 3, 4, 5 }, CancellationToken.None);
        Assert.Equal(HandshakeProblem.Malformed, (await EndExtensions.FailureAsync(() => ours.ReadOnceAsync(new byte[8]))).Problem);
        await ours.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("82")]
    [InlineData("820568")]
    [InlineData("8800FF")]
    public async Task An_end_that_no_frame_announces_is_a_cut(string last)
    {
        var (ours, peer) = await ClientAsync();
        await peer.WriteAsync(Convert.FromHexString(last), CancellationToken.None);
        await peer.EndAsync();
        if (last.StartsWith("88", StringComparison.Ordinal))
        {
            Assert.Equal(0, await ours.ReadOnceAsync(new byte[8]));
        }
        else
        {
            var failure = await EndExtensions.FailureAsync(() => ours.HearAllAsync());
            Assert.Equal((FailureKind.CutShort, HandshakeProblem.None, 0), (failure.Kind, failure.Problem, failure.Number));
        }

        await ours.DisposeAsync();
    }

    [Fact]
    public async Task Ten_thousand_streams_of_broken_frames_end_in_an_end_or_a_failure()
    {
        var random = new Random(1);
        var bytes = new byte[64];
        for (var i = 0; i < 10_000; i++)
        {
            var (ours, peer) = await ClientAsync();
            random.NextBytes(bytes);
            bytes[0] = (byte)(0x80 | random.Next(11));
            bytes[1] = (byte)random.Next(24);
            await peer.WriteAsync(bytes, CancellationToken.None);
            await peer.EndAsync();
            try
            {
                await ours.HearAllAsync();
            }
            catch (FailureException failed)
            {
                Assert.Equal(FailureKind.CutShort, failed.Failure.Kind);
            }

            await ours.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_reset_under_it_is_a_reset_in_both_ways()
    {
        var (ours, peer) = await ClientAsync();
        peer.Reset();
        Assert.Equal(FailureKind.Reset, (await EndExtensions.FailureAsync(() => ours.ReadOnceAsync(new byte[8]))).Kind);
        await ours.DisposeAsync();
    }

    private static (int Opcode, string Payload) Of((int Opcode, byte[] Payload) frame) => (frame.Opcode, Convert.ToHexString(frame.Payload));
}
