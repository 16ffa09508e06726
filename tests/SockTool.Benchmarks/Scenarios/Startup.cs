using System.Globalization;
using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Scenarios;

/// <summary>From posix_spawn to exit of a program that finds nobody listening.</summary>
internal sealed class Startup : IScenario
{
    public string Name => "startup";

    public string About => "a connection that is refused, from the program's start to its exit";

    public IReadOnlyList<Metric> Metrics { get; } = [new("wall time", "ms", HigherIsBetter: false)];

    public int FewestRuns => 30;

    public IReadOnlyList<Contender> Contenders(Bench bench) =>
        [.. bench.Tools.Tools.Select(tool => new Contender(tool, limit => MeasureAsync(bench.Tools, tool, limit)))];

    private static async Task<double[]> MeasureAsync(Toolbox tools, Tool tool, CancellationToken limit)
    {
        using var port = new UnservedPort();
        var told = await Child.OutputAsync($"exec {tools.Floor("timed")} {Command(tools, tool, port.Number)}", limit);
        return told.Split() is [var seconds, not ("0" or "127"), ..]
            ? [double.Parse(seconds, CultureInfo.InvariantCulture) * 1000]
            : throw new BenchException($"{tool.Name} did not notice that nobody listens: {told}");
    }

    private static string Command(Toolbox tools, Tool tool, int port) => tool switch
    {
        { Kind: ToolKind.Sock } => $"{tool.Path} connect 127.0.0.1 {port}",
        { Kind: ToolKind.Floor } => $"{tools.Floor("refuse")} {port}",
        { Name: "socat" } => $"{tool.Path} - TCP:127.0.0.1:{port}",
        _ => $"{tool.Path} 127.0.0.1 {port}",
    };
}
