using System.Runtime.InteropServices;
using SockTool.Trust.Contenders;
using SockTool.Trust.Rows;
using SockTool.Trust.Stages;

namespace SockTool.Trust;

internal static class TrustApp
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var settings = Settings.Parse(arguments);
            return await TryAsync(settings, RowCatalog.Chosen(settings), stop.Token);
        }
        catch (TrustException problem)
        {
            await Console.Error.WriteLineAsync($"trust: error: {problem.Message}");
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

    private static async Task<int> TryAsync(Settings settings, IReadOnlyList<IRow> rows, CancellationToken stop)
    {
        var tools = ToolCatalog.Find(settings);
        await using var stage = new Stage(settings, stop);
        var board = new Scoreboard(tools, settings, Console.Out);
        board.Open();
        foreach (var row in rows)
        {
            board.Add(row, await RowRun.RunAsync(row, stage, tools));
        }

        return board.Close();
    }
}
