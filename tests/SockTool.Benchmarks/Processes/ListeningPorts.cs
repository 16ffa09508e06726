using System.Globalization;

namespace SockTool.Benchmarks.Processes;

/// <summary>The kernel's own word, proc_net_tcp(5): dialling to find out would use up a server that takes one client.</summary>
internal static class ListeningPorts
{
    private const string Listening = "0A";

    /// <param name="port">The port.</param>
    /// <param name="process">Whose network is meant, by its id.</param>
    public static bool Contains(int port, string process = "self") =>
        new[] { $"/proc/{process}/net/tcp", $"/proc/{process}/net/tcp6" }.Where(File.Exists).SelectMany(File.ReadLines).Any(line => Is(port, line));

    private static bool Is(int port, string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var local, _, Listening, ..]
        && local.EndsWith(string.Create(CultureInfo.InvariantCulture, $":{port:X4}"), StringComparison.Ordinal);
}
