using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>Nobody misbehaves: every size over every carrier, each way and both, through both pumps, from files and pipes.</summary>
internal sealed class Integrity : IRow
{
    private const long Large = 256L * Bytes.MiB;
    private const long Huge = 8192L * Bytes.MiB;

    private static readonly long[] Sizes = [0, 1, 4095, 4096, 65537];

    public string Name => "integrity";

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) =>
        from carrier in Enum.GetValues<Carrier>()
        where tool.Speaks(carrier)
        from engine in tool.Engines
        from exchange in Exchanges(stage, tool, carrier, engine)
        select new Trial(NameOf(exchange), _ => exchange.RunAsync());

    private static IEnumerable<Exchange> Exchanges(Stage stage, Tool tool, Carrier carrier, string engine)
    {
        var plain = new Exchange(stage, tool, carrier) { Engine = engine };
        var small =
            from size in Sizes
            from streams in new[] { Streams.Files, Streams.Pipes }
            from both in Ways(plain with { Streams = streams }, size)
            select both;
        var slow = plain with { Limit = TimeSpan.FromMinutes(2) };
        var large = stage.Settings.Long
            ? Ways(slow with { Streams = Streams.Pipes }, Large).Concat(Ways(slow, Large))
            : carrier is Carrier.Tcp4 or Carrier.Tls or Carrier.Unix ? [Ways(slow with { Streams = Streams.Pipes }, Large).Last()] : [];
        var huge = stage.Settings.Long && tool.IsOurs
            ? Ways(plain with { Streams = Streams.FromFiles, Limit = TimeSpan.FromMinutes(15) }, Huge)
            : [];
        return [.. small, .. large, .. huge];
    }

    private static IEnumerable<Exchange> Ways(Exchange exchange, long size) => size == 0
        ? [exchange]
        : [exchange with { ToServer = size }, exchange with { ToClient = size }, exchange with { ToServer = size, ToClient = size }];

    private static string NameOf(Exchange it) =>
        $"{it.Carrier} {it.Streams} {it.ToServer} up {it.ToClient} down{(it.Tool.IsOurs ? $" {it.Engine}" : "")}";
}
