using SockTool.Benchmarks.Processes;
using SockTool.Trust.Contenders;
using SockTool.Trust.Rows;

namespace SockTool.Trust;

/// <summary>A line for each row: tried / held, for each tool; and at the end how to repeat what did not hold.</summary>
internal sealed class Scoreboard(IReadOnlyList<Tool> tools, Settings settings, TextWriter output)
{
    private const int NameWidth = 12;
    private const int Width = 19;

    private readonly List<(IRow Row, Result Result)> all = [];
    private long rowBegan = Environment.TickCount64;

    private readonly long began = Environment.TickCount64;

    public void Open()
    {
        foreach (var tool in tools)
        {
            output.WriteLine($"{tool.Name}: {tool.Path}");
        }

        output.WriteLine($"seed {settings.Seed}");
        output.WriteLine();
        output.WriteLine($"{"tried / held",-NameWidth} {string.Concat(tools.Select(tool => $"{tool.Name,Width}"))}");
    }

    public void Add(IRow row, IReadOnlyList<Result> results)
    {
        all.AddRange(results.Select(result => (row, result)));
        output.WriteLine($"{row.Name,-NameWidth} {string.Concat(tools.Select(tool => $"{Cell([.. results.Where(result => result.Tool == tool)]),Width}"))} {Environment.TickCount64 - rowBegan,7} ms");
        rowBegan = Environment.TickCount64;
    }

    public int Close()
    {
        var ours = all.Where(one => one.Result.Tool.IsOurs).ToArray();
        var broken = ours.Where(one => one.Result.Outcome.Standing is Standing.Broken).ToArray();
        output.WriteLine();
        Explain("lost, with exit 0", all.Where(one => !one.Result.Tool.IsOurs && one.Result.Outcome.Standing is Standing.Broken));
        Explain("not permitted here, not counted", ours.Where(one => one.Result.Outcome.Standing is Standing.NotPermitted));
        Explain("BROKEN", broken);
        foreach (var (row, result) in broken)
        {
            output.WriteLine($"again: scripts/trust.sh --seed {settings.Seed} --row {row.Name} --trial {Shell.Quote(result.Trial)}{(settings.Long ? " --long" : "")}{(settings.Binary is null ? "" : $" --binary {settings.Binary}")}");
        }

        output.WriteLine($"seed {settings.Seed}, {(Environment.TickCount64 - began) / 1000} s");
        var held = ours.Count(one => one.Result.Outcome.Standing is Standing.Held);
        output.WriteLine($"{held} passed, {broken.Length} failed");
        return broken.Length == 0 && held > 0 ? 0 : 1;
    }

    private void Explain(string title, IEnumerable<(IRow Row, Result Result)> some)
    {
        foreach (var group in some.GroupBy(one => (Tool: one.Result.Tool.Name, Row: one.Row.Name)))
        {
            output.WriteLine($"{title}: {group.Key.Tool}, {group.Key.Row}:");
            foreach (var (_, result) in group)
            {
                output.WriteLine($"  {result.Trial}: {result.Outcome.Why}");
            }
        }
    }

    private static string Cell(IReadOnlyCollection<Result> results)
    {
        var tried = results.Where(result => result.Outcome.Standing is not Standing.NotPermitted).ToArray();
        var hung = tried.Count(result => result.Outcome.Standing is Standing.Hung);
        return (results.Count, tried.Length) switch
        {
            (0, _) => "n/a",
            (_, 0) => "not permitted here",
            _ => $"{tried.Length} / {tried.Length - tried.Count(result => result.Outcome.Standing is Standing.Broken)}{(hung > 0 ? $" ({hung} hung)" : "")}",
        };
    }
}
