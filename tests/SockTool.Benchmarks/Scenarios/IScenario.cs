using SockTool.Benchmarks.Peers;

namespace SockTool.Benchmarks.Scenarios;

internal interface IScenario
{
    string Name { get; }

    string About { get; }

    /// <summary>What one run yields; the tools are compared by the first.</summary>
    IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Fewer runs than this say nothing.</summary>
    int FewestRuns => 1;

    TimeSpan LimitOfARun => TimeSpan.FromMinutes(1);

    IReadOnlyList<Contender> Contenders(Bench bench);
}

internal sealed record Metric(string Name, string Unit, bool HigherIsBetter, int Decimals = 2);

/// <summary>A tool in a scenario: a run that is not measured and shows that it works, and one that is.</summary>
internal sealed record Contender(Tool Tool, Func<CancellationToken, Task> ProveAsync, Func<CancellationToken, Task<double[]>> MeasureAsync)
{
    public Contender(Tool tool, Func<CancellationToken, Task<double[]>> measureAsync) : this(tool, measureAsync, measureAsync)
    {
    }
}
