using System.Runtime.InteropServices;
using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Reports;
using SockTool.Benchmarks.Scenarios;

namespace SockTool.Benchmarks;

internal static class BenchApp
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var settings = Settings.Parse(arguments);
            return await MeasureAsync(settings, ScenarioCatalog.Chosen(settings.Scenarios), stop.Token);
        }
        catch (BenchException problem)
        {
            await Console.Error.WriteLineAsync($"bench: error: {problem.Message}");
            return 2;
        }
        catch (OperationCanceledException)
        {
            return 130;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

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
