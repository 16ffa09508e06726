using SockTool.Benchmarks.Peers;
using SockTool.Benchmarks.Processes;

namespace SockTool.Trust.Contenders;

/// <summary>Ours, and what a user would pick instead, each with the options under which it does best.</summary>
internal static class ToolCatalog
{
    /// <summary>What stands in the certificate, wherever the server is.</summary>
    private const string Named = "localhost";

    public static IReadOnlyList<Tool> Find(Settings settings)
    {
        var sock = SearchPath.Find(settings.Binary ?? Environment.GetEnvironmentVariable("SOCK_BINARY") ?? "sock")
            ?? throw new TrustException("no sock: give --binary, set SOCK_BINARY or put it on PATH");
        Tool?[] peers = settings.OnlyOurs ? [] : [Peer("ncat", Ncat), Peer("socat", Socat), Peer("nc.openbsd", OpenBsd)];
        return [Sock(Shell.Quote(sock)), .. peers.OfType<Tool>()];
    }

    private static Tool? Peer(string name, Func<string, Tool> tool) => SearchPath.Find(name) is { } path ? tool(Shell.Quote(path)) : null;

    private static Tool Sock(string sock) => new("sock", sock)
    {
        Listen = door => $"{sock} listen {Sock(door, $"{door.Host}:{door.Port}")}{(door.Carrier is Carrier.Tls ? $" --tls-cert {door.Certificate} --tls-key {door.Key}" : "")} --ready-file {door.ReadyFile}",
        Connect = door => $"{sock} connect {Sock(door, door.Address)}{(door.Carrier is Carrier.Tls ? $" --tls-ca {door.Authority} --tls-server-name {Named}" : "")}",
    };

    private static string Sock(Door door, string at) => door.Carrier switch
    {
        Carrier.Unix => $"unix:{door.Path}",
        Carrier.Tls => $"tls://{at}",
        Carrier.WebSocket => $"ws://{at}/",
        _ => at,
    };

    private static Tool Ncat(string ncat) => new("ncat", ncat)
    {
        Listen = door => door.Carrier switch
        {
            Carrier.Tcp4 => $"{ncat} -l {door.Host} {door.Port}",
            Carrier.Tcp6 => $"{ncat} -6 -l ::1 {door.Port}",
            Carrier.Unix => $"{ncat} -U -l {door.Path}",
            Carrier.Tls => $"{ncat} --ssl --ssl-cert {door.Certificate} --ssl-key {door.Key} -l {door.Host} {door.Port}",
            _ => null,
        },
        Connect = door => door.Carrier switch
        {
            Carrier.Tcp4 => $"{ncat} {door.Host} {door.Port}",
            Carrier.Tcp6 => $"{ncat} -6 ::1 {door.Port}",
            Carrier.Unix => $"{ncat} -U {door.Path}",
            Carrier.Tls => $"{ncat} --ssl-verify --ssl-trustfile {door.Authority} --ssl-servername {Named} {door.Host} {door.Port}",
            _ => null,
        },
    };

    // -t: half a second of silence after one way ended socat would give up the other.
    private static Tool Socat(string socat) => new("socat", socat)
    {
        Listen = door => door.Carrier switch
        {
            Carrier.Tcp4 => $"{socat} -t 4 TCP4-LISTEN:{door.Port},bind={door.Host},reuseaddr STDIO",
            Carrier.Tcp6 => $"{socat} -t 4 TCP6-LISTEN:{door.Port},bind=[::1],reuseaddr STDIO",
            Carrier.Unix => $"{socat} -t 4 UNIX-LISTEN:{door.Path} STDIO",
            Carrier.Tls => $"{socat} -t 4 OPENSSL-LISTEN:{door.Port},bind={door.Host},reuseaddr,cert={door.Certificate},key={door.Key},verify=0 STDIO",
            _ => null,
        },
        Connect = door => door.Carrier switch
        {
            Carrier.Tcp4 => $"{socat} -t 4 STDIO TCP4:{door.Host}:{door.Port}",
            Carrier.Tcp6 => $"{socat} -t 4 STDIO TCP6:[::1]:{door.Port}",
            Carrier.Unix => $"{socat} -t 4 STDIO UNIX-CONNECT:{door.Path}",
            Carrier.Tls => $"{socat} -t 4 STDIO OPENSSL:{door.Host}:{door.Port},cafile={door.Authority},commonname={Named}",
            _ => null,
        },
    };

    // -N: without it the peer would never learn that the input has ended.
    private static Tool OpenBsd(string nc) => new("nc.openbsd", nc)
    {
        Listen = door => door.Carrier switch
        {
            Carrier.Tcp4 => $"{nc} -N -l {door.Host} {door.Port}",
            Carrier.Tcp6 => $"{nc} -N -6 -l ::1 {door.Port}",
            Carrier.Unix => $"{nc} -N -U -l {door.Path}",
            _ => null,
        },
        Connect = door => door.Carrier switch
        {
            Carrier.Tcp4 => $"{nc} -N {door.Host} {door.Port}",
            Carrier.Tcp6 => $"{nc} -N -6 ::1 {door.Port}",
            Carrier.Unix => $"{nc} -N -U {door.Path}",
            _ => null,
        },
    };
}
