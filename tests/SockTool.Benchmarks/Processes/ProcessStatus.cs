using System.Globalization;

namespace SockTool.Benchmarks.Processes;

/// <summary>What proc(5) tells about a process.</summary>
internal static class ProcessStatus
{
    private const double TicksASecond = 100; // sysconf(_SC_CLK_TCK) on every Linux .NET runs on

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    /// <summary>Resident memory, once it stays the same for a moment.</summary>
    public static async Task<double> SettledKiBAsync(int id, CancellationToken limit)
    {
        for (var last = ResidentKiB(id); ;)
        {
            await Task.Delay(Moment, limit);
            var now = ResidentKiB(id);
            if (now == last)
            {
                return now;
            }

            last = now;
        }
    }

    /// <summary>Waits until a process has so many files open.</summary>
    public static async Task HoldsAsync(int id, int files, CancellationToken limit)
    {
        while (Directory.EnumerateFileSystemEntries($"/proc/{id}/fd").Count() < files)
        {
            await Task.Delay(1, limit);
        }
    }

    private static double ResidentKiB(int id)
    {
        var line = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>User and system time so far.</summary>
    public static double CpuSeconds(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksASecond;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
