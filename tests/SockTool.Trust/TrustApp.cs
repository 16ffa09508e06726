using SockTool.Benchmarks.Processes;
using SockTool.Trust.Contenders;
using SockTool.Trust.Rows;
using SockTool.Trust.Stages;

namespace SockTool.Trust;

internal static class TrustApp
{
    public static Task<int> RunAsync(string[] arguments) => Frame.RunAsync<TrustException>("trust", async stop =>
    {
        var settings = Settings.Parse(arguments);
        return await TryAsync(settings, RowCatalog.Chosen(settings), stop);
    });

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
