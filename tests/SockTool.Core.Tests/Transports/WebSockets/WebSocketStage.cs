using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Core.Transports;
using SockTool.Core.Transports.WebSockets;

namespace SockTool.Core.Tests.Transports.WebSockets;

/// <summary>One side of ours, and the test as the other: heads and frames byte by byte (RFC 6455 section 5.2).</summary>
internal static class WebSocketStage
{
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    private const int Final = 0x80;
    private const int Masked = 0x80;
    private const int LengthIn16Bits = 126;
    private const int LengthIn64Bits = 127;

    public static readonly WebSocketEndpoint Endpoint = new(new TcpEndpoint("example.test", 8080), "/chat?x=1");

    public static Task<IConnection> DialAsync(IConnection carrier, SocketSettings? settings = null, WebSocketEndpoint? endpoint = null) =>
        new WebSocketConnector(new Given(carrier), endpoint ?? Endpoint, settings ?? new SocketSettings()).ConnectAsync(CancellationToken.None).AsTask().WaitAsync(Patience.Limit);

    public static async Task<IListener> ListenAsync(IListener listener, SocketSettings settings, string target = "/") =>
        await new WebSocketBinder(new Given(null, listener), Endpoint with { Target = target }, settings).BindAsync(CancellationToken.None);

    /// <summary>Our client, past its upgrade, and its server.</summary>
    public static async Task<(IConnection Ours, MemoryConnection Peer)> ClientAsync(WebSocketMessages messages = WebSocketMessages.Binary, WebSocketReceived received = WebSocketReceived.Kept)
    {
        var (near, far) = MemoryConnection.Pair();
        var dialling = DialAsync(near, new SocketSettings { WebSocket = new WebSocketSettings { Messages = messages, Received = received } });
        await far.SayAsync(AnswerTo(await HearHeadAsync(far)));
        return (await dialling, far);
    }

    public static async Task<string> HearHeadAsync(IInput from)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Assert.Equal(1, await from.ReadOnceAsync(one));
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public static string AnswerTo(string request, string status = "101 Switching Protocols", string more = "") =>
        $"HTTP/1.1 {status}\r\nUpgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\nSec-WebSocket-Accept: {AcceptFor(request)}\r\n{more}\r\n";

#pragma warning disable CA5350 // RFC 6455 section 4.2.2 says SHA-1
    public static string AcceptFor(string request) =>
        Convert.ToBase64String(SHA1.HashData((request.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").Latin1()));
#pragma warning restore CA5350

    public static async Task SayFrameAsync(this IOutput to, int opcode, byte[] payload, int first = Final)
    {
        byte[] header = payload.Length < LengthIn16Bits
            ? [(byte)(first | opcode), (byte)payload.Length]
            : [(byte)(first | opcode), LengthIn16Bits, (byte)(payload.Length >> 8), (byte)payload.Length];
        await to.WriteAsync((byte[])[.. header, .. payload], CancellationToken.None);
    }

    public static Task SayCloseAsync(this IOutput to, int code, string reason = "") => to.SayFrameAsync(Close, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(reason)]);

    /// <summary>The next frame of a client, unmasked.</summary>
    public static async Task<(int Opcode, byte[] Payload)> HearFrameAsync(this IInput from)
    {
        var header = await HearAsync(from, 2);
        Assert.Equal(Masked, header[1] & Masked);
        var length = (header[1] & ~Masked) switch
        {
            LengthIn16Bits => BinaryPrimitives.ReadUInt16BigEndian(await HearAsync(from, 2)),
            LengthIn64Bits => (int)BinaryPrimitives.ReadInt64BigEndian(await HearAsync(from, 8)),
            var small => small,
        };
        var mask = await HearAsync(from, 4);
        var payload = await HearAsync(from, length);
        return (header[0] & ~Final, [.. payload.Select((value, index) => (byte)(value ^ mask[index % 4]))]);
    }

    private static async Task<byte[]> HearAsync(IInput from, int count)
    {
        var bytes = new byte[count];
        for (var heard = 0; heard < count;)
        {
            var more = await from.ReadOnceAsync(bytes.AsMemory(heard));
            Assert.True(more > 0, "the end came inside a frame");
            heard += more;
        }

        return bytes;
    }
}
