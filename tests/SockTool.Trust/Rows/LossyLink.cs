using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>Between two namespaces of the suite's own a link that loses, delays, doubles and dies: every byte, or the promised error in time.</summary>
internal sealed class LossyLink : IRow
{
    private const long Size = 256L * Bytes.KiB;
    private const long LongSize = 4L * Bytes.MiB;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Begun = TimeSpan.FromMilliseconds(30);

    private static readonly Dictionary<string, BadLink> Links = new(StringComparer.Ordinal)
    {
        ["100 ms"] = new(0, Ms(100)),
        ["1 % lost"] = new(10, Ms(10)),
        ["3 % lost, 20 ms"] = new(30, Ms(20)),
        ["10 % lost"] = new(100, Ms(2)),
        ["10 % doubled, 5 ms"] = new(0, Ms(5), DoublePermille: 100),
        ["dead for 5 s"] = new(10, Ms(10)) { DeadFrom = Begun, DeadFor = TimeSpan.FromSeconds(5) },
    };

    public string Name => "lossy-link";

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) =>
    [
        .. from link in Links
           from carrier in new[] { Carrier.Tcp4, Carrier.WebSocket }
           where tool.Speaks(carrier)
           from engine in tool.Engines
           from number in Enumerable.Range(1, stage.Settings.Long ? 5 : 1)
           let exchange = new Exchange(stage, tool, carrier) { Engine = engine, Limit = Limit, ToServer = SizeIn(stage), ToClient = SizeIn(stage) / 2 }
           select new Trial($"{carrier} {engine} {link.Key} {number}", dice => OverAsync(exchange, link.Value, dice)),
        .. tool.IsOurs ? new[] { new Trial("dead for good, --idle-timeout", dice => OverDeadAsync(stage, tool, dice)) } : [],
    ];

    private static long SizeIn(Stage stage) => stage.Settings.Long ? LongSize : Size;

    private static async Task<Outcome> OverAsync(Exchange exchange, BadLink link, Random dice)
    {
        await using var network = await Network.OverAsync(exchange.Stage, link, dice.Next());
        return await network.Move(exchange).RunAsync();
    }

    private static Task<Outcome> OverDeadAsync(Stage stage, Tool tool, Random dice) => OverAsync(
        new Exchange(stage, tool, Carrier.Tcp4) { ToServer = 64L * Bytes.MiB, OurOptions = "--idle-timeout 2s", Wanted = [21], Limit = TimeSpan.FromSeconds(20) },
        new(0, Ms(10)) { DeadFrom = Ms(100), DeadFor = TimeSpan.FromHours(1) },
        dice);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
