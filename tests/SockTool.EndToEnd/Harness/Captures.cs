using System.Globalization;

namespace SockTool.EndToEnd.Harness;

/// <summary>Who may see packets, and tshark's view of them.</summary>
internal static class Captures
{
    // linux/capability.h.
    private const int NetRaw = 13;

    /// <summary>Skips the test where packets may not be captured.</summary>
    public static void Require()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux has packet sockets");
        var effective = File.ReadLines("/proc/self/status").First(line => line.StartsWith("CapEff:", StringComparison.Ordinal)).Split('\t')[1];
        Skip.If((ulong.Parse(effective, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> NetRaw & 1) == 0, "capture needs CAP_NET_RAW");
    }

    /// <summary>The tool without the right to capture, whoever runs the tests.</summary>
    public static RunningProcess StartWithout(string arguments)
    {
        Tools.Require("setpriv");
        var mayDrop = File.ReadLines("/proc/self/status").Any(line => line.StartsWith("CapEff:", StringComparison.Ordinal) && !line.EndsWith("0000000000000000", StringComparison.Ordinal));
        return mayDrop ? Tools.Start("setpriv", ["--bounding-set=-net_raw", Sock.Binary, .. Words.Of(arguments)]) : Sock.Start(arguments);
    }

    public static async Task<Run> RunWithoutAsync(string arguments, byte[] input)
    {
        await using var running = StartWithout(arguments);
        await running.WriteAsync(input);
        running.CloseInput();
        return await running.ExitAsync();
    }

    /// <summary>tshark on loopback at one port, when it sees what passes. A line for each segment: flags, sequence and acknowledgement number, and both counted from 0.</summary>
    public static async Task<RunningProcess> WatchAsync(int port)
    {
        var tshark = Tools.Start(
            "tshark", "-i", "lo", "-f", $"tcp port {port}", "-l", "-T", "fields", "-e", "tcp.flags", "-e", "tcp.seq_raw", "-e", "tcp.ack_raw", "-e", "tcp.seq", "-e", "tcp.ack");
        await tshark.Error.ContainsAsync("Capture started");
        return tshark;
    }

    /// <summary>What tshark makes of a file, every checksum looked at where that is wanted.</summary>
    public static async Task<string> ReadAsync(string file, string checksums, params string[] what)
    {
        await using var tshark = Tools.Start("tshark", ["-r", file, "-o", $"tcp.check_checksum:{checksums}", "-o", $"ip.check_checksum:{checksums}", "-o", $"udp.check_checksum:{checksums}", .. what]);
        var run = (await tshark.ExitAsync()).Exits(0);
        Assert.DoesNotContain("tshark:", run.Error, StringComparison.Ordinal);
        return run.Output;
    }

    /// <summary>The bytes of the first stream, each way, by tshark's reassembly.</summary>
    public static async Task<(byte[] FromDialler, byte[] FromOther)> FollowAsync(string file)
    {
        var lines = (await ReadAsync(file, "FALSE", "-q", "-z", "follow,tcp,raw,0")).Split('\n').SkipWhile(line => !line.StartsWith("Node 1", StringComparison.Ordinal)).Skip(1).ToList();
        lines = [.. lines.TakeWhile(line => !line.StartsWith('='))];
        return (Joined(lines.Where(line => !line.StartsWith('\t'))), Joined(lines.Where(line => line.StartsWith('\t'))));
    }

    private static byte[] Joined(IEnumerable<string> hex) => [.. hex.SelectMany(line => Convert.FromHexString(line.Trim()))];
}
