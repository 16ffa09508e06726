using System.Globalization;
using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Scenarios;

/// <summary>64-byte messages, one on the way for each connection.</summary>
internal sealed class Echo(int connections) : IScenario
{
    private const int MostForks = 100;

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"echo-{connections}");

    public string About { get; } = $"64-byte messages, {connections} on the way at a time";

    public IReadOnlyList<Metric> Metrics { get; } =
    [
        new("round trips", "/s", HigherIsBetter: true, Decimals: 0),
        new("p50", "us", HigherIsBetter: false, Decimals: 0),
        new("p90", "us", HigherIsBetter: false, Decimals: 0),
        new("p99", "us", HigherIsBetter: false, Decimals: 0),
        new("max", "us", HigherIsBetter: false, Decimals: 0),
    ];

    public IReadOnlyList<Contender> Contenders(Bench bench) =>
        [.. EchoServer.All(bench.Tools)
            .Where(server => !server.Forks || connections <= MostForks)
            .Select(server => new Contender(server.Tool, limit => MeasureAsync(bench, server, limit)))];

    private async Task<double[]> MeasureAsync(Bench bench, EchoServer server, CancellationToken limit)
    {
        await using var running = await server.StartAsync(bench.Folder);
        var seconds = bench.Settings.Quick ? 1 : 3;
        var told = await Child.OutputAsync($"exec {bench.Tools.Floor("load")} {running.Port} {connections} {seconds}", limit);
        return [.. told.Trim().Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }
}
