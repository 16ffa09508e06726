using System.Diagnostics;
using System.Globalization;
using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Scenarios;

/// <summary>A server that may open fewer descriptors than it has clients.</summary>
internal sealed class FullServer(int files, int connections) : IScenario
{
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(3);

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"full-server-{files}");

    public string About { get; } = $"{connections} connections to a server that may open {files} files";

    public IReadOnlyList<Metric> Metrics { get; } =
    [
        new("answers again after", "s", HigherIsBetter: false, Decimals: 3),
        new("CPU while full", "s in 3 s", HigherIsBetter: false),
    ];

    public IReadOnlyList<Contender> Contenders(Bench bench) =>
        [new(bench.Tools.Sock, _ => Task.CompletedTask, limit => MeasureAsync(bench, limit))];

    private async Task<double[]> MeasureAsync(Bench bench, CancellationToken limit)
    {
        await using var running = await EchoServer.Sock(bench.Tools).StartAsync(bench.Folder, string.Create(CultureInfo.InvariantCulture, $"ulimit -n {files}"));
        using var lines = new HeldConnections(running.Port);
        lines.Open(connections, limit);
        var before = ProcessStatus.CpuSeconds(running.Child.Id);
        await Task.Delay(Watched, limit);
        if (running.Child.HasExited)
        {
            throw await running.Child.FailureAsync("the full server died");
        }

        var used = ProcessStatus.CpuSeconds(running.Child.Id) - before;
        lines.Dispose();
        var watch = Stopwatch.StartNew();
        while (!AnswersANewcomer(running.Port, limit))
        {
        }

        return [watch.Elapsed.TotalSeconds, used];
    }

    private static bool AnswersANewcomer(int port, CancellationToken limit)
    {
        using var newcomer = new HeldConnections(port);
        newcomer.Open(1, limit);
        return newcomer.CountAnswers(limit) == 1;
    }
}
