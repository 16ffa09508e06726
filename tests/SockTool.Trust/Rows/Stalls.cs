using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>Each end is stopped and let go on at random; readers and writers dawdle; the kernel has hardly any room.</summary>
internal sealed class Stalls : IRow
{
    private const long Size = 32L * Bytes.MiB;
    private const long SlowSize = Bytes.MiB;
    private const int Rounds = 60;
    private const int LongestPause = 20;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan PeersLimit = TimeSpan.FromSeconds(12);
    private static readonly Carrier[] Carriers = [Carrier.Tcp4, Carrier.Unix, Carrier.Tls, Carrier.WebSocket];

    public string Name => "stalls";

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) =>
        from carrier in Carriers
        where tool.Speaks(carrier)
        from engine in tool.Engines
        from way in Enum.GetValues<Way>()
        let plain = new Exchange(stage, tool, carrier) { Engine = engine, Limit = tool.IsOurs ? Limit : PeersLimit }
        from trial in Trials(plain, way)
        from number in Enumerable.Range(1, stage.Settings.Long ? 10 : 1)
        select trial with { Name = $"{carrier} {engine} {way} {trial.Name} {number}" };

    private static Trial[] Trials(Exchange plain, Way way) =>
    [
        new("stopped and continued", dice => (Sized(plain, way, Size) with { Disturb = Stopping(dice) }).RunAsync()),
        new("slow pipes", dice => (Sized(plain, way, SlowSize) with { Streams = Streams.Pipes, Dawdle = Dawdling(dice) }).RunAsync()),
        .. plain.Carrier is Carrier.Unix ? [] : new[] { new Trial("tiny buffers", dice => InTinyBuffersAsync(Sized(plain, way, SlowSize), dice)) },
    ];

    private static Exchange Sized(Exchange plain, Way way, long size) =>
        plain with { ToServer = way is Way.Down ? 0 : size, ToClient = way is Way.Up ? 0 : size };

    private static async Task<Outcome> InTinyBuffersAsync(Exchange exchange, Random dice)
    {
        await using var network = await Network.WithTinyBuffersAsync(exchange.Stage);
        return await (network.Move(exchange) with { Disturb = Stopping(dice) }).RunAsync();
    }

    private static Func<RunningProcess, Side, Task> Stopping(Random dice)
    {
        var seeds = Enum.GetValues<Side>().ToDictionary(side => side, _ => dice.Next());
        return async (process, side) =>
        {
            var own = new Random(seeds[side]);
            for (var round = 0; round < Rounds && !process.HasEnded; round++)
            {
                await Task.Delay(own.Next(LongestPause));
                Accidents.TrySignal(process, Signal.Stop);
                await Task.Delay(own.Next(LongestPause));
                Accidents.TrySignal(process, Signal.Continue);
            }
        };
    }

    private static Func<Task> Dawdling(Random dice) => async () =>
    {
        int pause;
        lock (dice)
        {
            pause = dice.Next(-LongestPause, LongestPause / 2);
        }

        await Task.Delay(Math.Max(0, pause));
    };

    private enum Way
    {
        Up,
        Down,
        Both,
    }
}
