using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Scenarios;

namespace SockTool.Benchmarks.Reports;

internal sealed record ScenarioResult(IScenario Scenario, IReadOnlyList<ToolResult> Tools, IReadOnlyDictionary<string, string> Failures)
{
    public ToolResult? Sock => Tools.FirstOrDefault(result => result.Tool.Kind == ToolKind.Sock);

    /// <summary>The best of what a user could install instead.</summary>
    public ToolResult? BestPeer
    {
        get
        {
            var peers = Tools.Where(result => result.Tool.Kind == ToolKind.Peer);
            return Scenario.Metrics[0].HigherIsBetter ? peers.MaxBy(peer => peer.Median(0)) : peers.MinBy(peer => peer.Median(0));
        }
    }

    /// <summary>Above 1 sock is the better one, whether high or low is good.</summary>
    public double? SockIsBetterThan(ToolResult other) => Sock is not { } sock || sock == other
        ? null
        : Scenario.Metrics[0].HigherIsBetter ? sock.Median(0) / other.Median(0) : other.Median(0) / sock.Median(0);
}

/// <summary>Each sample has a value for each metric of the scenario.</summary>
internal sealed record ToolResult(Tool Tool, IReadOnlyList<double[]> Samples)
{
    public double Median(int metric)
    {
        var sorted = Samples.Select(sample => sample[metric]).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    public double Least(int metric) => Samples.Min(sample => sample[metric]);

    public double Most(int metric) => Samples.Max(sample => sample[metric]);
}
