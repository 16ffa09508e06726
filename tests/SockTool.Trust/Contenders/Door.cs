using SockTool.Benchmarks.Processes;

namespace SockTool.Trust.Contenders;

/// <summary>Where a server listens. Ours tells the address it got; the others are given a port.</summary>
internal sealed record Door(Carrier Carrier, string Folder, int Port, bool TellsItsAddress)
{
    private const string UnixListening = " 00010000 ";

    public string Host => Elsewhere ?? (Carrier is Carrier.Tcp6 ? "[::1]" : "127.0.0.1");

    /// <summary>The server's address where it is not of the loopback.</summary>
    public string? Elsewhere { get; init; }

    public string Path => $"{Folder}/s";

    public string ReadyFile => $"{Folder}/ready";

    public string Certificate => $"{Folder}/../server.pem";

    public string Key => $"{Folder}/../server.key";

    public string Authority => $"{Folder}/../authority.pem";

    /// <summary>HOST:PORT of the listener.</summary>
    public string Address { get; private init; } = "";

    /// <summary>The door with the address to dial, once <paramref name="server"/> listens.</summary>
    public async Task<Door> OpenAsync(RunningProcess server)
    {
        await Until.TrueAsync(() => server.HasEnded || IsOpen(server), "a listener");
        Assert.False(server.HasEnded, $"no listener: {server.Error.Text}");
        return this with { Address = Told() };
    }

    /// <summary>The door of a listener that is none of the tools.</summary>
    public Door ToldAs(int port) => this with { Port = port, Address = $"{Host}:{port}" };

    /// <summary>Whether <paramref name="server"/> listens, by its word or by the kernel's about the network that it is in.</summary>
    public bool IsOpen(RunningProcess server) =>
        TellsItsAddress ? File.Exists(ReadyFile)
        : Carrier is Carrier.Unix ? File.ReadLines("/proc/net/unix").Any(line => line.EndsWith($" {Path}", StringComparison.Ordinal) && line.Contains(UnixListening, StringComparison.Ordinal))
        : ListeningPorts.Contains(Port, $"{server.Id}");

    private string Told() => TellsItsAddress && Carrier is not Carrier.Unix
        ? File.ReadAllText(ReadyFile).Trim().Split("://")[^1].TrimEnd('/')
        : $"{Host}:{Port}";
}
