using SockTool.Trust.Contenders;
using SockTool.Trust.Rows;
using SockTool.Trust.Stages;

namespace SockTool.Trust;

/// <summary>All trials of a row, for every tool that can do them.</summary>
internal static class RowRun
{
    public static async Task<IReadOnlyList<Result>> RunAsync(IRow row, Stage stage, IReadOnlyList<Tool> tools)
    {
        var trials = tools.SelectMany(tool => row.Trials(stage, tool).Select(trial => (tool, trial)))
            .Where(one => one.trial.Name.Contains(stage.Settings.Trial, StringComparison.Ordinal)).ToArray();
        var results = new Result[trials.Length];
        var how = new ParallelOptions { MaxDegreeOfParallelism = row.Together, CancellationToken = stage.Stop };
        await Parallel.ForAsync(0, trials.Length, how, async (i, _) =>
        {
            var (tool, trial) = trials[i];
            results[i] = new(tool, trial.Name, await OutcomeAsync(row, tool, trial, stage));
        });
        return results;
    }

    /// <summary>The same seed, row and trial make the same attempt, whatever else runs.</summary>
    private static async Task<Outcome> OutcomeAsync(IRow row, Tool tool, Trial trial, Stage stage)
    {
        try
        {
            return await trial.RunAsync(new Random(Seed(stage.Settings.Seed, row.Name, trial.Name)));
        }
        catch (OperationCanceledException) when (stage.Stop.IsCancellationRequested)
        {
            throw;
        }
        catch (NotPermittedException why)
        {
            return new(Standing.NotPermitted, why.Message);
        }
        catch (TimeoutException late)
        {
            return new(tool.IsOurs ? Standing.Broken : Standing.Hung, late.Message);
        }
#pragma warning disable CA1031 // whatever went wrong in a trial is that trial's result
        catch (Exception problem)
#pragma warning restore CA1031
        {
            stage.Stop.ThrowIfCancellationRequested();
            return new(tool.IsOurs ? Standing.Broken : Standing.Hung, problem.Message);
        }
    }

    /// <summary>FNV-1a: string.GetHashCode differs from run to run.</summary>
    private static int Seed(int seed, string row, string trial) =>
        (int)$"{seed}/{row}/{trial}".Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619));
}
