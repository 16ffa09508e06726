using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>Who ends first, and what the other still has to say: one end ends, and only when its peer knows that does the other go on.</summary>
internal sealed class HalfCloses : IRow
{
    private static readonly byte[] Begun = Bytes.Utf8("begun");

    public string Name => "half-close";

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) =>
        from carrier in new[] { Carrier.Tcp4, Carrier.Unix, Carrier.Tls, Carrier.WebSocket }
        where tool.Speaks(carrier)
        from first in Enum.GetValues<Side>()
        from late in new[] { 0, Bytes.MiB }
        select new Trial($"{carrier} {first} first {late} late", dice => RunAsync(stage, tool, carrier, first, Bytes.Random(late, dice.Next())));

    private static async Task<Outcome> RunAsync(Stage stage, Tool tool, Carrier carrier, Side first, byte[] late)
    {
        var door = stage.NewDoor(tool, carrier);
        await using var server = new Conversation(stage, $"exec {tool.Listen(door)}");
        var open = await door.OpenAsync(server.Process);
        await using var client = new Conversation(stage, $"exec {tool.Connect(open)}");
        var (early, other) = first is Side.Client ? (client, server) : (server, client);

        await client.Process.WriteAsync(Begun);
        await server.Process.Output.WhenAsync(() => server.Process.Output.Bytes.Length == Begun.Length, "the client's first word");
        await server.Process.WriteAsync(Begun);
        await client.Process.Output.WhenAsync(() => client.Process.Output.Bytes.Length == Begun.Length, "the server's first word");
        early.Process.CloseInput();
        await EndIsKnownAsync(other);
        await other.SayAsync(late);
        var ends = await Task.WhenAll(server.Process.ExitAsync(tool.Patience), client.Process.ExitAsync(tool.Patience));
        var heard = first is Side.Client ? ends[1].Bytes : ends[0].Bytes;
        return Judge.Of(tool, Comparison.Of([.. Begun, .. late], heard), [0], ends);
    }

    /// <summary>A peer that closes its output, or ends, when the other's stream ends, has surely heard of it; who does neither gets a moment.</summary>
    private static async Task EndIsKnownAsync(Conversation other) =>
        await Task.WhenAny(other.Process.Output.Ended, Task.Delay(TimeSpan.FromMilliseconds(200)));
}
