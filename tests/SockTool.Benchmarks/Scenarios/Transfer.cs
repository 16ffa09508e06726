using System.Diagnostics;
using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Scenarios;

/// <summary>A file through a sender, the loopback and a receiver; timed from the sender's start to the exit of both.</summary>
internal abstract class Transfer : IScenario
{
    protected const string Nowhere = "/dev/null";

    public abstract string Name { get; }

    public abstract string About { get; }

    public IReadOnlyList<Metric> Metrics { get; } = [new("throughput", "GB/s", HigherIsBetter: true)];

    public TimeSpan LimitOfARun => TimeSpan.FromMinutes(2);

    protected virtual bool KeepsOutput => false;

    protected virtual bool GoesBothWays => false;

    public IReadOnlyList<Contender> Contenders(Bench bench) =>
        [.. Movers(bench).Select(mover => new Contender(
            mover.Tool,
            limit => RunAsync(bench.Folder, mover, keep: true, proof: true, limit),
            limit => RunAsync(bench.Folder, mover, KeepsOutput, proof: false, limit)))];

    protected virtual IReadOnlyList<Mover> Movers(Bench bench) => MoverCatalog.All(bench.Tools);

    protected abstract string SenderLine(string command, string payload, string output);

    protected abstract string ReceiverLine(string command, string payload, string output);

    private async Task<double[]> RunAsync(WorkFolder folder, Mover mover, bool keep, bool proof, CancellationToken limit)
    {
        var received = keep ? folder.Fresh("received") : Nowhere;
        var returned = keep && GoesBothWays ? folder.Fresh("returned") : Nowhere;
        string[] outputs = [.. new[] { received, returned }.Where(file => file != Nowhere)];
        try
        {
            var seconds = await TimeAsync(folder, mover, received, returned, limit);
            foreach (var file in outputs)
            {
                await CheckAsync(folder, file, proof, limit);
            }

            return [folder.PayloadBytes * (GoesBothWays ? 2 : 1) / 1e9 / seconds];
        }
        finally
        {
            Array.ForEach(outputs, File.Delete);
        }
    }

    private async Task<double> TimeAsync(WorkFolder folder, Mover mover, string received, string returned, CancellationToken limit)
    {
        var way = GoesBothWays ? mover.BothWays : mover.OneWay;
        var door = mover.TellsItsPort ? Doorway.ToldBy(folder.Fresh("ready")) : Doorway.Taken();
        var payload = folder.Payload;
        await using var receiver = Child.Start(ReceiverLine(way.Receiver(door), payload, received));
        var port = await door.OpenAsync(receiver);
        var watch = Stopwatch.StartNew();
        await using var sender = Child.Start(SenderLine(way.Sender(port), payload, returned));
        await Task.WhenAll(sender.SucceededAsync(limit), receiver.SucceededAsync(limit));
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task CheckAsync(WorkFolder folder, string file, bool proof, CancellationToken limit)
    {
        var length = new FileInfo(file).Length;
        if (length != folder.PayloadBytes)
        {
            throw new BenchException($"{length} of {folder.PayloadBytes} bytes arrived");
        }

        if (proof)
        {
            await Child.OutputAsync($"exec cmp {file} {folder.Payload}", limit);
        }
    }
}
