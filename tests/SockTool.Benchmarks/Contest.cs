using System.Net.Sockets;
using SockTool.Benchmarks.Reports;
using SockTool.Benchmarks.Scenarios;

namespace SockTool.Benchmarks;

/// <summary>Runs the tools of a scenario in turn, so that whatever else the machine does meets all of them.</summary>
internal sealed class Contest(IScenario scenario)
{
    private const int FewestRuns = 5;

    private readonly Dictionary<string, string> failures = [];

    public static async Task<ScenarioResult> RunAsync(IScenario scenario, Bench bench) => await new Contest(scenario).RunAsync(bench);

    private async Task<ScenarioResult> RunAsync(Bench bench)
    {
        var runs = Math.Max(bench.Settings.Runs, bench.Settings.Quick ? scenario.FewestRuns : Math.Max(scenario.FewestRuns, FewestRuns));
        var samples = scenario.Contenders(bench).ToDictionary(contender => contender, _ => new List<double[]>());
        foreach (var contender in samples.Keys)
        {
            await TryAsync(contender, contender.ProveAsync, bench.Stop);
        }

        for (var run = 0; run < runs; run++)
        {
            foreach (var (contender, measured) in samples)
            {
                await TryAsync(contender, async limit => measured.Add(await contender.MeasureAsync(limit)), bench.Stop);
            }
        }

        return new(scenario, [.. samples.Where(one => IsWell(one.Key)).Select(one => new ToolResult(one.Key.Tool, one.Value))], failures);
    }

    private async Task TryAsync(Contender contender, Func<CancellationToken, Task> step, CancellationToken stop)
    {
        if (!IsWell(contender))
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(scenario.LimitOfARun);
        try
        {
            await step(limit.Token);
        }
        catch (Exception problem) when (problem is BenchException or IOException or SocketException)
        {
            failures[contender.Tool.Name] = problem.Message;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            failures[contender.Tool.Name] = $"not done after {scenario.LimitOfARun.TotalSeconds} s";
        }
    }

    private bool IsWell(Contender contender) => !failures.ContainsKey(contender.Tool.Name);
}
