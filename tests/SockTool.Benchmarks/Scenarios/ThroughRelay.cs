using System.Diagnostics;
using System.Globalization;
using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Scenarios;

/// <summary>A file through a relay from TCP to TCP: both ends are always the same program, what is between them is measured.</summary>
internal sealed class ThroughRelay : IScenario
{
    public string Name => "relay";

    public string About => "a file to /dev/null through a relay, TCP to TCP";

    public IReadOnlyList<Metric> Metrics { get; } = [new("throughput", "GB/s", HigherIsBetter: true)];

    public TimeSpan LimitOfARun => TimeSpan.FromMinutes(2);

    public IReadOnlyList<Contender> Contenders(Bench bench)
    {
        var sock = bench.Tools.Sock;
        var contenders = new List<Contender>
        {
            new(sock, limit => RunAsync(bench, Doorway.ToldBy(bench.Folder.Fresh("relay")), (door, to) => $"{sock.Path} relay 127.0.0.1:0 127.0.0.1:{to} --clients 1 --ready-file {door.ReadyFile}", limit)),
        };
        if (bench.Tools["socat"] is { } socat)
        {
            contenders.Add(new(socat, limit => RunAsync(bench, Doorway.Taken(), (door, to) => $"{socat.Path} -b262144 TCP-LISTEN:{door.Port},bind=127.0.0.1,reuseaddr TCP:127.0.0.1:{to}", limit)));
        }

        return contenders;
    }

    private static async Task<double[]> RunAsync(Bench bench, Doorway between, Func<Doorway, string, string> relayLine, CancellationToken limit)
    {
        var sock = bench.Tools.Sock.Path;
        var end = Doorway.ToldBy(bench.Folder.Fresh("ready"));
        await using var receiver = Child.Start($"exec {sock} listen 127.0.0.1:0 --ready-file {end.ReadyFile} </dev/null >/dev/null");
        var to = (await end.OpenAsync(receiver)).ToString(CultureInfo.InvariantCulture);
        await using var relay = Child.Start($"exec {relayLine(between, to)}");
        var from = await between.OpenAsync(relay);
        var watch = Stopwatch.StartNew();
        await using var sender = Child.Start($"exec {sock} connect 127.0.0.1 {from} <{bench.Folder.Payload}");
        await Task.WhenAll(sender.SucceededAsync(limit), receiver.SucceededAsync(limit), relay.SucceededAsync(limit));
        return [bench.Folder.PayloadBytes / 1e9 / watch.Elapsed.TotalSeconds];
    }
}
