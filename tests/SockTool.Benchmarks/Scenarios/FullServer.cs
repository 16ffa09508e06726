using System.Diagnostics;
using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Scenarios;

/// <summary>A server that may open fewer descriptors than it has clients.</summary>
internal sealed class FullServer : IScenario
{
    private const int Connections = 100;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(3);

    public string Name => "full-server";

    public string About { get; } = $"{Connections} connections to a server that may open 64 files";

    public IReadOnlyList<Metric> Metrics { get; } =
    [
        new("answers again after", "s", HigherIsBetter: false, Decimals: 3),
        new("CPU while full", "s in 3 s", HigherIsBetter: false),
    ];

    public IReadOnlyList<Contender> Contenders(Bench bench) =>
        [new(bench.Tools.Sock, _ => Task.CompletedTask, limit => MeasureAsync(bench, limit))];

    private static async Task<double[]> MeasureAsync(Bench bench, CancellationToken limit)
    {
        await using var running = await EchoServer.Sock(bench.Tools).StartAsync(bench.Folder, "ulimit -n 64");
        using var lines = new HeldConnections(running.Port);
        lines.Open(Connections);
        var before = ProcessStatus.CpuSeconds(running.Child.Id);
        await Task.Delay(Watched, limit);
        if (running.Child.HasExited)
        {
            throw await running.Child.FailureAsync("the full server died");
        }

        var used = ProcessStatus.CpuSeconds(running.Child.Id) - before;
        lines.Dispose();
        var watch = Stopwatch.StartNew();
        while (!AnswersANewcomer(running.Port))
        {
            limit.ThrowIfCancellationRequested();
        }

        return [watch.Elapsed.TotalSeconds, used];
    }

    private static bool AnswersANewcomer(int port)
    {
        using var newcomer = new HeldConnections(port);
        newcomer.Open(1);
        return newcomer.CountAnswers() == 1;
    }
}
