using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using static SockTool.Core.Tests.Transports.WebSockets.WebSocketStage;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>Whatever comes in place of frames is taken or is a failure: nothing else is thrown, and no length is believed before its bytes are there.</summary>
public sealed class HostileWebSocketTests
{
    private const int Seed = 9;
    private const string Request = "GET /chat?x=1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

    // What a try may allocate on average, with all that runs beside it: a length that is believed can be 4 GiB.
    private const long MostMemory = 2 * 1024 * 1024;

    // One of each kind: text, binary in two fragments, ping, pong, an extended length, close.
    private static readonly byte[] ServerFrames =
        [0x81, 2, .. "hi"u8, 0x02, 1, 1, 0x80, 1, 2, 0x89, 1, 3, 0x8a, 0, 0x82, 126, 0, 130, .. new byte[130], 0x82, 127, 0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 0x88, 2, 3, 0xe8];

    private static readonly byte[] ClientFrames =
        [0x81, 0x82, 1, 2, 3, 4, .. "hi"u8, 0x02, 0x81, 0, 0, 0, 0, 1, 0x80, 0x81, 9, 9, 9, 9, 2, 0x89, 0x80, 1, 1, 1, 1, 0x88, 0x82, 0, 0, 0, 0, 3, 0xe8];

    [Fact]
    public Task Frames_to_our_client() => TryAsync(async random =>
    {
        var (ours, peer) = await ClientAsync();
        await using var _ = ours;
        await HearOutAsync(ours, peer, ServerFrames.Mutated(random));
    });

    [Fact]
    public Task Frames_to_our_server() => TryAsync(async random =>
    {
        await using var clients = new MemoryListener();
        await using var listener = await ListenAsync(clients, new SocketSettings());
        var peer = clients.Connect();
        await peer.SayAsync(Request);
        await using var ours = await listener.AcceptAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
        await HearOutAsync(ours, peer, ClientFrames.Mutated(random));
    });

    private static async Task HearOutAsync(IConnection ours, MemoryConnection peer, byte[] frames)
    {
        await peer.WriteAsync(frames, CancellationToken.None);
        await peer.EndAsync();
        await ours.HearAllAsync(buffer: 512);
    }

    private static async Task TryAsync(Func<Random, Task> attempt)
    {
        var random = new Random(Seed);
        var before = GC.GetTotalAllocatedBytes();
        var failed = 0;
        for (var i = 0; i < Accidents.Tries; i++)
        {
            try
            {
                await attempt(random).WaitAsync(Patience.Limit);
            }
            catch (FailureException)
            {
                failed++;
            }
        }

        Assert.InRange(failed, 1, Accidents.Tries - 1);
        Assert.InRange((GC.GetTotalAllocatedBytes() - before) / Accidents.Tries, 0, MostMemory);
    }
}
