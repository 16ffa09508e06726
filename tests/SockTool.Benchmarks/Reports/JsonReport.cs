using System.Text.Json;
using System.Text.Json.Serialization;
using SockTool.Benchmarks.Peers;

namespace SockTool.Benchmarks.Reports;

/// <summary>Everything that was measured, for whoever counts differently.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // nothing is infinitely better than no memory
    };

    public static async Task WriteAsync(string file, Machine machine, Toolbox tools, IReadOnlyList<ScenarioResult> results)
    {
        var report = new
        {
            machine,
            tools = tools.Tools.Select(tool => new { tool.Name, tool.Path, tool.Version }),
            tools.Absent,
            scenarios = results.Select(Described),
        };
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(report, Readable) + "\n");
    }

    private static object Described(ScenarioResult result) => new
    {
        result.Scenario.Name,
        result.Scenario.About,
        result.Scenario.Metrics,
        bestPeer = result.BestPeer?.Tool.Name,
        tools = result.Tools.Select(tool => new
        {
            tool.Tool.Name,
            medians = Enumerable.Range(0, result.Scenario.Metrics.Count).Select(tool.Median),
            sockIsBetter = result.SockIsBetterThan(tool),
            tool.Samples,
        }),
        result.Failures,
    };
}
