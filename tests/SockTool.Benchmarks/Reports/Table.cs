using System.Globalization;
using SockTool.Benchmarks.Scenarios;

namespace SockTool.Benchmarks.Reports;

internal static class Table
{
    public static void Write(ScenarioResult result, TextWriter output)
    {
        var metrics = result.Scenario.Metrics;
        List<string[]> rows = [["tool", $"{metrics[0].Name} {metrics[0].Unit}", "min-max", "sock is x better", .. metrics.Skip(1).Select(Title)]];
        rows.AddRange(result.Tools.Select(tool => Row(result, tool)));

        output.WriteLine();
        output.WriteLine($"{result.Scenario.Name}: {result.Scenario.About}");
        var runs = result.Tools.Count == 0 ? 0 : result.Tools[0].Samples.Count;
        output.WriteLine($"medians of {runs}; {(metrics[0].HigherIsBetter ? "higher" : "lower")} is better; * the best peer");
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            output.WriteLine($"  {string.Join("  ", cells)}");
        }

        foreach (var (tool, why) in result.Failures)
        {
            output.WriteLine($"  {tool} failed: {why}");
        }
    }

    private static string Title(Metric metric) => $"{metric.Name} {metric.Unit}";

    private static string[] Row(ScenarioResult result, ToolResult tool)
    {
        var metrics = result.Scenario.Metrics;
        return
        [
            tool == result.BestPeer ? $"{tool.Tool.Name} *" : tool.Tool.Name,
            Text(tool.Median(0), metrics[0]),
            $"{Text(tool.Least(0), metrics[0])}-{Text(tool.Most(0), metrics[0])}",
            result.SockIsBetterThan(tool)?.ToString("F3", CultureInfo.InvariantCulture) ?? "",
            .. Enumerable.Range(1, metrics.Count - 1).Select(metric => Text(tool.Median(metric), metrics[metric])),
        ];
    }

    private static string Text(double value, Metric metric) => value.ToString($"F{metric.Decimals}", CultureInfo.InvariantCulture);
}
