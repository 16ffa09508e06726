namespace SockTool.Benchmarks.Reports;

/// <summary>Where and when the figures were taken.</summary>
internal sealed record Machine(string Cpu, int Cores, string Kernel, string Load, DateTimeOffset Date)
{
    public static Machine Current() => new(
        File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1] ?? "unknown",
        Environment.ProcessorCount,
        File.ReadAllText("/proc/sys/kernel/osrelease").Trim(),
        File.ReadAllText("/proc/loadavg").Trim(),
        TimeProvider.System.GetUtcNow());

    public override string ToString() => $"{Cpu}, {Cores} cores, Linux {Kernel}, load {Load}, {Date:u}";
}
