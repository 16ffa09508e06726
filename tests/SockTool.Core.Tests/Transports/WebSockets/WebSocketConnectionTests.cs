using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using static SockTool.Core.Tests.Transports.WebSockets.WebSocketStage;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>Frames and closes, as a server in memory sends them to our client.</summary>
public sealed class WebSocketConnectionTests
{
    [Fact]
    public async Task Every_message_gives_its_bytes_whatever_its_kind_and_its_frames()
    {
        var (ours, peer) = await ClientAsync();
        await peer.SayFrameAsync(Binary, "bi"u8.ToArray());
        await peer.SayFrameAsync(Text, "te"u8.ToArray());
        await peer.SayFrameAsync(Text, [], first: 0);
        await peer.SayFrameAsync(0, "x"u8.ToArray(), first: 0);
        await peer.SayFrameAsync(0, "t"u8.ToArray());
        await peer.SayFrameAsync(Binary, []);
        await peer.SayCloseAsync(1000);
        await peer.EndAsync();
        Assert.Equal("bitext", await ours.HearAllAsync(buffer: 3));
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_at_most_64_KiB()
    {
        var (ours, peer) = await ClientAsync();
        var writing = ours.WriteAsync(new byte[100_000], CancellationToken.None).AsTask();
        Assert.Equal((Binary, 65_536), Of(await peer.HearFrameAsync()));
        Assert.Equal((Binary, 34_464), Of(await peer.HearFrameAsync()));
        await writing;
        await ours.DisposeAsync();

        static (int Opcode, int Length) Of((int Opcode, byte[] Payload) frame) => (frame.Opcode, frame.Payload.Length);
    }

    [Fact]
    public async Task A_ping_is_answered_though_nobody_reads_and_nothing_else_is_said()
    {
        var (ours, peer) = await ClientAsync();
        await peer.SayFrameAsync(Ping, "still there?"u8.ToArray());
        var (opcode, payload) = await peer.HearFrameAsync();
        Assert.Equal((Pong, "still there?"), (opcode, Encoding.ASCII.GetString(payload)));
        await ours.CompleteWritesAsync(CancellationToken.None);
        Assert.Equal(Close, (await peer.HearFrameAsync()).Opcode);
        await ours.DisposeAsync();
    }

    [Fact]
    public async Task Pings_behind_a_write_that_waits_for_room_stop_no_reading_and_the_last_is_answered()
    {
        var (ours, peer) = await ClientAsync();
        var writing = ours.WriteAsync(new byte[64 * 64 * 1024], CancellationToken.None).AsTask();
        await peer.SayFrameAsync(Ping, "first"u8.ToArray());
        await peer.SayFrameAsync(Ping, "last"u8.ToArray());
        await peer.SayFrameAsync(Binary, "go on"u8.ToArray());
        await ours.HearAsync("go on");
        Assert.False(writing.IsCompleted);
        var heard = new List<(int Opcode, byte[] Payload)>();
        while (heard.Count < 65)
        {
            heard.Add(await peer.HearFrameAsync());
        }

        await writing;
        Assert.Equal("last", Encoding.ASCII.GetString(Assert.Single(heard, frame => frame.Opcode == Pong).Payload));
        await ours.DisposeAsync();
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1000, "bye")]
    [InlineData(0, "")]
    public async Task A_normal_close_is_an_end_and_is_answered_when_our_way_ends(int code, string reason)
    {
        var (ours, peer) = await ClientAsync();
        await (code == 0 ? peer.SayFrameAsync(Close, []) : peer.SayCloseAsync(code, reason));
        Assert.Equal(0, await ours.ReadOnceAsync(new byte[8]));
        await ours.SayAsync("still here");
        Assert.Equal(Binary, (await peer.HearFrameAsync()).Opcode);
        var finishing = ours.EndAsync();
        Assert.Equal((Close, "03E8"), Of(await peer.HearFrameAsync()));
        await peer.EndAsync();
        await finishing;
        Assert.Equal("", await peer.HearAllAsync());
        await ours.DisposeAsync();
    }

    private static (int Opcode, string Payload) Of((int Opcode, byte[] Payload) frame) => (frame.Opcode, Convert.ToHexString(frame.Payload));
}
