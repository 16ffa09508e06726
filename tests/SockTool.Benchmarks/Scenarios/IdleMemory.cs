using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Scenarios;

/// <summary>What ten thousand connections cost that say nothing, and whether they still answer when asked twice.</summary>
internal sealed class IdleMemory : IScenario
{
    private const int Connections = 10_000;
    private const int Batch = 1000;

    public string Name => "idle-memory";

    public string About { get; } = $"{Connections} idle connections, then a message on each, twice (tools that fork for each are left out)";

    public IReadOnlyList<Metric> Metrics { get; } =
    [
        new("a connection", "KiB", HigherIsBetter: false),
        new("at start", "MiB", HigherIsBetter: false, Decimals: 1),
        new("idle", "MiB", HigherIsBetter: false, Decimals: 1),
        new("answered", "first", HigherIsBetter: true, Decimals: 0),
        new("answered", "second", HigherIsBetter: true, Decimals: 0),
        new("at the end", "MiB", HigherIsBetter: false, Decimals: 1),
    ];

    public IReadOnlyList<Contender> Contenders(Bench bench) =>
        [.. EchoServer.All(bench.Tools).Where(server => !server.Forks)
            .Select(server => new Contender(server.Tool, _ => Task.CompletedTask, limit => MeasureAsync(bench, server, limit)))];

    private static async Task<double[]> MeasureAsync(Bench bench, EchoServer server, CancellationToken limit)
    {
        await using var running = await server.StartAsync(bench.Folder);
        var before = await ProcessStatus.SettledKiBAsync(running.Child.Id, limit);
        using var lines = new HeldConnections(running.Port);
        while (lines.Count < Connections)
        {
            lines.Open(Batch, limit);
            await ProcessStatus.HoldsAsync(running.Child.Id, lines.Count, limit);
        }

        var idle = await ProcessStatus.SettledKiBAsync(running.Child.Id, limit);
        var first = lines.CountAnswers(limit);
        var second = lines.CountAnswers(limit);
        var end = await ProcessStatus.SettledKiBAsync(running.Child.Id, limit);
        return [(idle - before) / Connections, before / 1024, idle / 1024, first, second, end / 1024];
    }
}
