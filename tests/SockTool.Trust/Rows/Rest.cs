using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>Somebody stalls, and nothing moves: memory stays flat, and nobody turns in a circle. Of ours only: it is no matter of exit codes.</summary>
internal sealed class Rest : IRow
{
    private const long MostMemory = 64L * Bytes.MiB;
    private const double MostLoad = 0.02;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1.5);

    public string Name => "rest";

    public int Together => 1;

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) => !tool.IsOurs ? [] :
        from side in Enum.GetValues<Side>()
        from engine in tool.Engines
        from carrier in new[] { Carrier.Tcp4, Carrier.Tls }
        where stage.Settings.Long || carrier is Carrier.Tcp4 || (engine == Tool.Fastest && side is Side.Client)
        let atRest = new Lazy<Task<Held>>(() => HoldAsync(stage, tool, side, carrier, engine, Stall.Nobody))
        from stall in Enum.GetValues<Stall>()
        select new Trial($"{side} {carrier} {engine} {stall}", async _ =>
            Compare(await atRest.Value, stall is Stall.Nobody ? await atRest.Value : await HoldAsync(stage, tool, side, carrier, engine, stall)));

    private static Outcome Compare(Held atRest, Held stalled) =>
        stalled.Memory - atRest.Memory > MostMemory ? Outcome.Broken($"{(stalled.Memory - atRest.Memory) / Bytes.MiB} MiB more than at rest")
        : stalled.Load > MostLoad ? Outcome.Broken($"{stalled.Load:P0} of a processor while nothing moves")
        : Outcome.Held;

    /// <summary>Two of the tool, one of which sends without end, and who stalls: the other's reader, or the other itself.</summary>
    private static async Task<Held> HoldAsync(Stage stage, Tool tool, Side side, Carrier carrier, string engine, Stall stall)
    {
        var door = stage.NewDoor(tool, carrier);
        var (sends, stalls) = (stall is Stall.Nobody ? "" : "</dev/zero", Reading.Later);
        await using var server = new Conversation(stage, $"exec {tool.Listen(door)} {(side is Side.Server ? sends : "")}", stalls, engine);
        var open = await door.OpenAsync(server.Process);
        await using var client = new Conversation(stage, $"exec {tool.Connect(open)} -v {(side is Side.Client ? sends : "")}", stalls, engine);
        await client.Process.Error.ContainsAsync("connected");
        var (measured, other) = side is Side.Server ? (server, client) : (client, server);
        if (stall is Stall.Peer)
        {
            other.Process.Send(Signal.Stop);
        }

        await QuietAsync(measured.Process);
        await QuietAsync(other.Process);
        var who = stall is Stall.Reader ? other : measured;
        var load = await Load.OverAsync(who.Process, Window);
        return new(who.Process.Memory, load);
    }

    /// <summary>Until it uses no processor time: every buffer between the two is full.</summary>
    private static async Task QuietAsync(RunningProcess process)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var before = TimeSpan.MinValue;
        for (var ticks = 0; ticks < 100 && process.ProcessorTime > before; ticks++)
        {
            before = process.ProcessorTime;
            await tick.WaitForNextTickAsync();
        }
    }

    private sealed record Held(long Memory, double Load);

    private enum Stall
    {
        Nobody,

        /// <summary>The peer is stopped, and we have /dev/zero to send.</summary>
        Peer,

        /// <summary>Nobody reads the output of who receives.</summary>
        Reader,
    }
}
