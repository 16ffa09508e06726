using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Reports;
using SockTool.Benchmarks.Scenarios;

namespace SockTool.Benchmarks;

internal static class BenchApp
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            var settings = Settings.Parse(arguments);
            return await MeasureAsync(settings, ScenarioCatalog.Chosen(settings.Scenarios));
        }
        catch (BenchException problem)
        {
            await Console.Error.WriteLineAsync($"bench: error: {problem.Message}");
            return 2;
        }
    }

    private static async Task<int> MeasureAsync(Settings settings, IReadOnlyList<IScenario> scenarios)
    {
        var machine = Machine.Current();
        var tools = await Toolbox.FindAsync(settings);
        using var folder = new WorkFolder(settings.Quick);
        await Console.Out.WriteLineAsync(machine.ToString());
        tools.Show(Console.Out);

        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            results.Add(await Contest.RunAsync(scenario, new(settings, tools, folder)));
            Table.Write(results[^1], Console.Out);
            if (settings.Json is { } file)
            {
                await JsonReport.WriteAsync(file, machine, tools, results);
            }
        }

        return results.TrueForAll(result => result.Sock is not null) ? 0 : 1;
    }
}
