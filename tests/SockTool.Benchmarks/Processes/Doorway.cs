using System.Globalization;

namespace SockTool.Benchmarks.Processes;

/// <summary>Where a server will listen: a port taken beforehand, or a file in which it tells the one it got.</summary>
internal sealed record Doorway(int Port, string ReadyFile)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Doorway ToldBy(string readyFile) => new(0, readyFile);

    /// <summary>For programs that cannot bind port 0; somebody else may take the port in between, and the run then fails.</summary>
    public static Doorway Taken()
    {
        using var port = new UnservedPort();
        return new(port.Number, "");
    }

    /// <summary>The port, once <paramref name="server"/> listens on it.</summary>
    public async Task<int> OpenAsync(Child server)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!limit.IsCancellationRequested)
        {
            if (PortInUse() is int port)
            {
                return port;
            }

            if (server.HasExited)
            {
                break;
            }

            await Task.Delay(1, CancellationToken.None);
        }

        throw await server.FailureAsync("no listener");
    }

    private int? PortInUse() =>
        Port == 0 ? Told() : ListeningPorts.Contains(Port) ? Port : null;

    private int? Told() =>
        File.Exists(ReadyFile) && File.ReadAllText(ReadyFile).Trim() is { Length: > 0 } told
            ? int.Parse(told[(told.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture)
            : null;
}
