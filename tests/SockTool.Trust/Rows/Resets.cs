using System.Net.Sockets;
using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>The peer resets: at a byte, before it accepted, in the middle of a handshake, when all is said and we only listen.</summary>
internal sealed class Resets : IRow
{
    private const long Input = 64L * Bytes.MiB;

    private static readonly int[] Positions = [0, 1, 64 * Bytes.KiB, 32 * Bytes.MiB];
    private static readonly byte[] Words = Bytes.Utf8("words");

    public string Name => "resets";

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) =>
    [
        .. from side in Enum.GetValues<Side>()
           from position in Positions
           from engine in tool.Engines
           select new Trial($"{side} reset at byte {position} {engine}", _ => AtByteAsync(stage, tool, side, position, engine)),
        .. Enum.GetValues<Side>().Select(side => new Trial($"{side} reset while draining", _ => WhileDrainingAsync(stage, tool, side))),
        .. Enum.GetValues<Side>().Select(side => new Trial($"{side} peer closes with our bytes unread", _ => ClosedUnreadAsync(stage, tool, side))),
        new("Client reset before accept", _ => BeforeAcceptAsync(stage, tool)),
        .. tool.Speaks(Carrier.Tls) ? [new Trial("Client reset in the TLS handshake", _ => InHandshakeAsync(stage, tool))] : Array.Empty<Trial>(),
    ];

    private static async Task<Outcome> AtByteAsync(Stage stage, Tool tool, Side side, int position, string engine)
    {
        await using var peer = await RawPeer.OfAsync(stage, tool, side, Sending(stage), engine: engine);
        var heard = await peer.Socket.HearAsync(position);
        peer.Socket.Reset();
        return Judge.Of(tool, $"the peer took {heard.Length} of {Input} bytes", [30, 31], await peer.Process.ExitAsync(tool.Patience));
    }

    private static async Task<Outcome> WhileDrainingAsync(Stage stage, Tool tool, Side side)
    {
        await using var peer = await RawPeer.OfAsync(stage, tool, side, line => $"exec {line} <{stage.Payload(Bytes.MiB)}");
        var heard = await peer.Socket.HearAllAsync();
        await peer.Socket.SayAsync(Words);
        peer.Socket.Reset();
        var run = await peer.Process.ExitAsync(tool.Patience);
        return Judge.Of(tool, heard.Length < Bytes.MiB ? $"the peer took {heard.Length} bytes" : Comparison.Of(Words, run.Bytes), [30], run);
    }

    private static async Task<Outcome> ClosedUnreadAsync(Stage stage, Tool tool, Side side)
    {
        await using var peer = await RawPeer.OfAsync(stage, tool, side, Sending(stage));
        await peer.Socket.HearAsync(1);
        peer.Socket.Close();
        return Judge.Of(tool, $"the peer took 1 of {Input} bytes", [30, 31], await peer.Process.ExitAsync(tool.Patience));
    }

    /// <summary>The kernel shook hands and took some bytes; nobody accepts, and the listener goes.</summary>
    private static async Task<Outcome> BeforeAcceptAsync(Stage stage, Tool tool)
    {
        var listener = RawPeer.Listener();
        await using var client = new Conversation(stage, Sending(stage)(RawPeer.Dial(tool, stage.NewDoor(tool, Carrier.Tcp4), listener)));
        await Until.TrueAsync(() => listener.Poll(0, SelectMode.SelectRead), "a connection that waits");
        listener.Dispose();
        return Judge.Of(tool, "nobody took a byte", [30, 31], await client.Process.ExitAsync(tool.Patience));
    }

    private static async Task<Outcome> InHandshakeAsync(Stage stage, Tool tool)
    {
        await using var peer = await RawPeer.OfAsync(stage, tool, Side.Client, Sending(stage), carrier: Carrier.Tls);
        await peer.Socket.HearAsync(1);
        peer.Socket.Reset();
        return Judge.Of(tool, "nobody took a byte", [30, 40], await peer.Process.ExitAsync(tool.Patience));
    }

    private static Func<string, string> Sending(Stage stage) => line => $"exec {line} <{stage.Payload(Input)}";
}
