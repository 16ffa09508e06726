using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Peers;

/// <summary>A program that answers with the bytes it got. One that forks for each connection serves few.</summary>
internal sealed record EchoServer(Tool Tool, Func<Doorway, string> Command, bool TellsItsPort, bool Forks)
{
    public static IReadOnlyList<EchoServer> All(Toolbox tools) =>
        [.. new[] { Sock(tools), Socat(tools["socat"]), Ncat(tools["ncat"]), Floor(tools) }.OfType<EchoServer>()];

    public static EchoServer Sock(Toolbox tools) => new(
        tools.Sock,
        door => $"{tools.Sock.Path} echo-server 127.0.0.1:0 --ready-file {door.ReadyFile}",
        TellsItsPort: true,
        Forks: false);

    private static EchoServer Floor(Toolbox tools) =>
        new(tools["C floor"]!, door => $"{tools.Floor("echo")} {door.ReadyFile}", TellsItsPort: true, Forks: false);

    private static EchoServer? Socat(Tool? socat) => socat is null ? null : new(
        socat,
        door => $"{socat.Path} TCP-LISTEN:{door.Port},bind=127.0.0.1,reuseaddr,fork,nodelay,backlog=4096 PIPE",
        TellsItsPort: false,
        Forks: true);

    private static EchoServer? Ncat(Tool? ncat) => ncat is null ? null : new(
        ncat,
        door => $"{ncat.Path} -l -k -m 1000 -e /bin/cat 127.0.0.1 {door.Port}",
        TellsItsPort: false,
        Forks: true);

    /// <summary>Starts it, by a shell that first says <paramref name="before"/>; the caller ends it.</summary>
    public async Task<RunningServer> StartAsync(WorkFolder folder, string before = RunningServer.ManyFiles)
    {
        var door = TellsItsPort ? Doorway.ToldBy(folder.Fresh("ready")) : Doorway.Taken();
        var child = Child.Start($"{before}; exec {Command(door)} >/dev/null");
        try
        {
            return new(child, await door.OpenAsync(child));
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }
}
