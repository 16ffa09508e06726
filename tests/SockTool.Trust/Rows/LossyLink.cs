using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>Between two namespaces of the suite's own a link that loses, delays, doubles and dies: every byte, or the promised error in time.</summary>
internal sealed class LossyLink : IRow
{
    private const long Size = 256L * Bytes.KiB;
    private const long LongSize = 4L * Bytes.MiB;
    private const long Endless = 64L * Bytes.MiB;
    private const int AmongTheData = 100;

    // SYN, SYN-ACK and ACK are three; the fourth is the first word of the handshake, the sixth is within the answer to it.
    private static readonly int[] InHandshake = [4, 6];
    private static readonly int[] Everywhere = [.. Enumerable.Range(1, 16)];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ForGood = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, BadLink> Links = new(StringComparer.Ordinal)
    {
        ["100 ms"] = new(0, Ms(100)),
        ["1 % lost"] = new(10, Ms(10)),
        ["3 % lost, 20 ms"] = new(30, Ms(20)),
        ["10 % lost"] = new(100, Ms(2)),
        ["10 % doubled, 5 ms"] = new(0, Ms(5), DoublePermille: 100),
        ["dead for 5 s"] = new(10, Ms(10)) { DeadAfter = AmongTheData, DeadFor = AWhile },
    };

    public string Name => "lossy-link";

    public int Together => 6;

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) =>
    [
        .. from link in Links
           from carrier in new[] { Carrier.Tcp4, Carrier.Tls, Carrier.WebSocket }
           where tool.Speaks(carrier)
           from engine in carrier is Carrier.Tcp4 || stage.Settings.Long ? tool.Engines : [Tool.Fastest] // under a layer both are one
           from number in Enumerable.Range(1, stage.Settings.Long ? 5 : 1)
           let exchange = new Exchange(stage, tool, carrier) { Engine = engine, Limit = Limit, OurOptions = Patient, ToServer = SizeIn(stage), ToClient = SizeIn(stage) / 2 }
           select new Trial($"{carrier} {engine} {link.Key} {number}", dice => OverAsync(exchange, link.Value, dice)),
        .. tool.IsOurs ? Deaths(stage, tool) : [],
    ];

    /// <summary>A handshake has ten seconds, which a link that was dead for five of them can take: TCP doubles its patience each time.</summary>
    private static string Patient => "--on-peer-close finish --connect-timeout 60s";

    private static IEnumerable<Trial> Deaths(Stage stage, Tool tool) =>
    [
        .. from carrier in new[] { Carrier.Tcp4, Carrier.Tls }
           let exchange = new Exchange(stage, tool, carrier) { ToServer = Endless, Limit = InTime, OurOptions = "--idle-timeout 2s", Wanted = [21] }
           select new Trial($"{carrier} dead for good, --idle-timeout", dice => OverAsync(exchange, Dead(AmongTheData, ForGood), dice)),
        .. from after in stage.Settings.Long ? Everywhere : InHandshake
           let exchange = new Exchange(stage, tool, Carrier.Tls) { ToServer = Endless, Limit = InTime, OurOptions = "--timeout 3s", Wanted = [13, 20, 24, 40] }
           select new Trial($"Tls dead for good after {after} packets, --timeout", dice => OverAsync(exchange, Dead(after, ForGood), dice)),
        .. from after in stage.Settings.Long ? Everywhere : InHandshake[..1]
           let exchange = new Exchange(stage, tool, Carrier.Tls) { ToServer = Size, ToClient = Size, Limit = Limit, OurOptions = Patient }
           select new Trial($"Tls dead for 5 s after {after} packets", dice => OverAsync(exchange, Dead(after, AWhile), dice)),
    ];

    private static BadLink Dead(int after, TimeSpan duration) => new(0, Ms(10)) { DeadAfter = after, DeadFor = duration };

    private static long SizeIn(Stage stage) => stage.Settings.Long ? LongSize : Size;

    private static async Task<Outcome> OverAsync(Exchange exchange, BadLink link, Random dice)
    {
        await using var network = await Network.OverAsync(exchange.Stage, link, dice.Next());
        return await network.Move(exchange).RunAsync();
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
