using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;
using SockTool.Benchmarks.Reports;
using SockTool.Benchmarks.Scenarios;

namespace SockTool.Benchmarks;

internal static class BenchApp
{
    public static Task<int> RunAsync(string[] arguments) => Frame.RunAsync<BenchException>("bench", async stop =>
    {
        var settings = Settings.Parse(arguments);
        return await MeasureAsync(settings, ScenarioCatalog.Chosen(settings.Scenarios), stop);
    });

    private static async Task<int> MeasureAsync(Settings settings, IReadOnlyList<IScenario> scenarios, CancellationToken stop)
    {
        var machine = Machine.Current();
        var tools = await Toolbox.FindAsync(settings);
        using var folder = new WorkFolder(settings.Quick);
        await Console.Out.WriteLineAsync(machine.ToString());
        tools.Show(Console.Out);

        var results = new List<ScenarioResult>();
        foreach (var scenario in scenarios)
        {
            results.Add(await Contest.RunAsync(scenario, new(settings, tools, folder, stop)));
            Table.Write(results[^1], Console.Out);
            if (settings.Json is { } file)
            {
                await JsonReport.WriteAsync(file, machine, tools, results);
            }
        }

        return results.TrueForAll(result => result.Sock is not null) ? 0 : 1;
    }
}
