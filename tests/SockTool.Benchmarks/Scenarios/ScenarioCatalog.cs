namespace SockTool.Benchmarks.Scenarios;

internal static class ScenarioCatalog
{
    private static readonly IReadOnlyList<IScenario> All =
    [
        new FileToNull(),
        new PipeToPipe(),
        new FileToFile(),
        new BothWays(),
        new Startup(),
        new Echo(1),
        new Echo(100),
        new Echo(1000),
        new Echo(10_000),
        new IdleMemory(),
        new FullServer(),
    ];

    public static IReadOnlyList<IScenario> Chosen(IReadOnlyList<string> names) => names.Count == 0 ? All : [.. names.Select(Named)];

    private static IScenario Named(string name) => All.FirstOrDefault(scenario => scenario.Name == name)
        ?? throw new BenchException($"no scenario {name}; there are {string.Join(' ', All.Select(scenario => scenario.Name))}");
}
