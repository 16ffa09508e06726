using SockTool.Benchmarks.Processes;
using SockTool.Trust.Contenders;
using SockTool.Trust.Stages;

namespace SockTool.Trust.Rows;

/// <summary>Servers that run on under mixed traffic: every answer right, and at the end no more memory and no more descriptors than soon after the beginning.</summary>
internal sealed class Soak : IRow
{
    private const int AtOnce = 4;
    private const int Largest = 2 * Bytes.MiB;

    // An hour of this slope is 96 MiB; what a collector leaves between two of its runs is the first term.
    private const double MostGrowthPerMinute = 1.6 * Bytes.MiB;
    private const double Slack = 24.0 * Bytes.MiB;
    private const int MoreDescriptors = 8;

    public string Name => "soak";

    public int Together => 1;

    public IEnumerable<Trial> Trials(Stage stage, Tool tool) =>
        tool.IsOurs ? [new Trial($"{stage.Settings.Soak.TotalSeconds} s", dice => RunAsync(stage, tool, dice))] : [];

    private static async Task<Outcome> RunAsync(Stage stage, Tool tool, Random dice)
    {
        var folder = stage.FreshFolder();
        await using var echo = new Conversation(stage, $"exec {tool.Path} echo-server 127.0.0.1:0 --ready-file {folder}/echo");
        await using var tls = new Conversation(stage, $"exec {tool.Path} echo-server tls://127.0.0.1:0 --tls-cert {folder}/../server.pem --tls-key {folder}/../server.key --ready-file {folder}/tls");
        await using var web = new Conversation(stage, $"exec {tool.Path} echo-server ws://127.0.0.1:0/ --ready-file {folder}/web");
        var at = await ToldAsync($"{folder}/echo");
        await using var relay = new Conversation(stage, $"exec {tool.Path} relay 127.0.0.1:0 {at} --ready-file {folder}/relay");
        string[] ways = [at, await ToldAsync($"{folder}/relay"), $"{await ToldAsync($"{folder}/tls")} --tls-ca {folder}/../authority.pem", await ToldAsync($"{folder}/web")];
        var servers = new[] { echo, tls, web, relay };

        var end = DateTime.UtcNow + stage.Settings.Soak;
        var warm = DateTime.UtcNow + (stage.Settings.Soak / 4);
        await TrafficAsync(stage, tool, ways, dice, warm);
        var before = await Task.WhenAll(servers.Select(MeasureAsync));
        await TrafficAsync(stage, tool, ways, dice, end);
        var after = await Task.WhenAll(servers.Select(MeasureAsync));
        return Growth(before, after, stage.Settings.Soak * 0.75) is { } growth ? Outcome.Broken(growth) : Outcome.Held;
    }

    private static string? Growth(Measure[] before, Measure[] after, TimeSpan over) => before.Zip(after)
        .Where(pair => pair.Second.Memory - pair.First.Memory > Slack + (MostGrowthPerMinute * over.TotalMinutes) || pair.Second.Descriptors > pair.First.Descriptors + MoreDescriptors)
        .Select(pair => $"{pair.First} before, {pair.Second} after").FirstOrDefault();

    private static async Task TrafficAsync(Stage stage, Tool tool, string[] ways, Random dice, DateTime until)
    {
        var seeds = Enumerable.Range(0, AtOnce).Select(_ => dice.Next()).ToArray();
        await Task.WhenAll(seeds.Select(async seed =>
        {
            for (var own = new Random(seed); DateTime.UtcNow < until;)
            {
                stage.Stop.ThrowIfCancellationRequested();
                await TalkAsync(stage, tool, ways[own.Next(ways.Length)], own);
            }
        }));
    }

    /// <summary>Says something and hears it again, or breaks off in the middle.</summary>
    private static async Task TalkAsync(Stage stage, Tool tool, string way, Random dice)
    {
        var words = Bytes.Random(dice.Next(Largest), dice.Next());
        await using var client = new Conversation(stage, $"exec {tool.Path} connect {way}");
        var saying = client.SayAsync(words);
        if (dice.Next(5) == 0)
        {
            client.Process.Send(Signal.Kill);
            await client.Process.ExitAsync();
            await saying;
            return;
        }

        var run = await client.Process.ExitAsync();
        await saying;
        Assert.True(run.ExitCode == 0 && run.Bytes.AsSpan().SequenceEqual(words), $"{way}: exit {run.ExitCode}, {run.Bytes.Length} of {words.Length} bytes came back; {run.Error}");
    }

    private static async Task<string> ToldAsync(string readyFile)
    {
        await Until.TrueAsync(() => File.Exists(readyFile));
        return (await File.ReadAllTextAsync(readyFile)).Trim();
    }

    private static async Task<Measure> MeasureAsync(Conversation server)
    {
        using var limit = new CancellationTokenSource(Until.Deadline);
        var memory = await ProcessStatus.SettledKiBAsync(server.Process.Id, limit.Token) * Bytes.KiB;
        return new(memory, Directory.EnumerateFileSystemEntries($"/proc/{server.Process.Id}/fd").Count());
    }

    private sealed record Measure(double Memory, int Descriptors)
    {
        public override string ToString() => $"{Memory / Bytes.MiB:F1} MiB and {Descriptors} descriptors";
    }
}
