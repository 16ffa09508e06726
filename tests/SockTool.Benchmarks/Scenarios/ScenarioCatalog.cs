namespace SockTool.Benchmarks.Scenarios;

internal static class ScenarioCatalog
{
    private static readonly IReadOnlyList<IScenario> All =
    [
        new FileToNull(),
        new PipeToPipe(),
        new FileToFile(),
        new BothWays(),
        new TlsToNull(),
        new ThroughRelay(),
        new Startup(),
        new Echo(1),
        new Echo(100),
        new Echo(1000),
        new Echo(10_000),
        new IdleMemory(),
        new FullServer(files: 64, connections: 100),
        new FullServer(files: 128, connections: 200),
    ];

    /// <summary>All, or those of the names; <c>echo</c> means every echo-N.</summary>
    public static IReadOnlyList<IScenario> Chosen(IReadOnlyList<string> names) =>
        names.Count == 0 ? All : [.. names.SelectMany(Named).Distinct()];

    private static IReadOnlyList<IScenario> Named(string name) =>
        All.Where(scenario => scenario.Name == name || scenario.Name.StartsWith($"{name}-", StringComparison.Ordinal)).ToList() is { Count: > 0 } found
            ? found
            : throw new BenchException($"no scenario {name}; there are {string.Join(' ', All.Select(scenario => scenario.Name))}");
}
