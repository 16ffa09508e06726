using SockTool.Benchmarks.Processes;

namespace SockTool.Benchmarks.Peers;

internal static class MoverCatalog
{
    public static IReadOnlyList<Mover> All(Toolbox tools) =>
        [.. new[] { Sock(tools), Socat(tools["socat"]), OpenBsd(tools["nc.openbsd"]), Ncat(tools["ncat"]), Floor(tools) }.OfType<Mover>()];

    private static Mover Sock(Toolbox tools)
    {
        var way = new Way(
            port => $"{tools.Sock.Path} connect 127.0.0.1 {port}",
            door => $"{tools.Sock.Path} listen 127.0.0.1:0 --ready-file {door.ReadyFile}");
        return new(tools.Sock, way, way, TellsItsPort: true);
    }

    // -t: half a second after one way ended socat would give up the other.
    private static Mover? Socat(Tool? socat) => socat is null ? null : new(
        socat,
        new(port => $"{socat.Path} -u -b262144 STDIN TCP:127.0.0.1:{port}",
            door => $"{socat.Path} -u -b262144 TCP-LISTEN:{door.Port},bind=127.0.0.1,reuseaddr STDOUT"),
        new(port => $"{socat.Path} -t 60 -b262144 STDIO TCP:127.0.0.1:{port}",
            door => $"{socat.Path} -t 60 -b262144 TCP-LISTEN:{door.Port},bind=127.0.0.1,reuseaddr STDIO"),
        TellsItsPort: false);

    private static Mover? OpenBsd(Tool? nc) => nc is null ? null : new(
        nc,
        new(port => $"{nc.Path} -N 127.0.0.1 {port}", door => $"{nc.Path} -l 127.0.0.1 {door.Port}"),
        new(port => $"{nc.Path} -N 127.0.0.1 {port}", door => $"{nc.Path} -N -l 127.0.0.1 {door.Port}"),
        TellsItsPort: false);

    private static Mover? Ncat(Tool? ncat) => ncat is null ? null : new(
        ncat,
        new(port => $"{ncat.Path} --send-only 127.0.0.1 {port}", door => $"{ncat.Path} --recv-only -l 127.0.0.1 {door.Port}"),
        new(port => $"{ncat.Path} 127.0.0.1 {port}", door => $"{ncat.Path} -l 127.0.0.1 {door.Port}"),
        TellsItsPort: false);

    private static Mover Floor(Toolbox tools)
    {
        var transfer = tools.Floor("transfer");
        return new(
            tools["C floor"]!,
            new(port => $"{transfer} connect {port} send", door => $"{transfer} listen {door.ReadyFile} receive"),
            new(port => $"{transfer} connect {port} both", door => $"{transfer} listen {door.ReadyFile} both"),
            TellsItsPort: true);
    }
}
