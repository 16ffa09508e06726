namespace SockTool.Benchmarks.Peers;

/// <summary>The tools that speak TLS, each as a user would start it.</summary>
internal static class TlsMoverCatalog
{
    public static IReadOnlyList<Mover> All(Toolbox tools, Identity identity) =>
        [.. new[] { Sock(tools, identity), Socat(tools["socat"], identity), Ncat(tools["ncat"], identity) }.OfType<Mover>()];

    private static Mover Sock(Toolbox tools, Identity identity)
    {
        var way = new Way(
            port => $"{tools.Sock.Path} connect 127.0.0.1 {port} --tls --tls-ca {identity.Certificate}",
            door => $"{tools.Sock.Path} listen 127.0.0.1:0 --tls --tls-cert {identity.Certificate} --tls-key {identity.Key} --ready-file {door.ReadyFile}");
        return new(tools.Sock, way, way, TellsItsPort: true);
    }

    private static Mover? Socat(Tool? socat, Identity identity)
    {
        if (socat is null)
        {
            return null;
        }

        var way = new Way(
            port => $"{socat.Path} -u STDIN OPENSSL:localhost:{port},pf=ip4,cafile={identity.Certificate}",
            door => $"{socat.Path} -u OPENSSL-LISTEN:{door.Port},bind=127.0.0.1,reuseaddr,cert={identity.Certificate},key={identity.Key},verify=0 STDOUT");
        return new(socat, way, way, TellsItsPort: false);
    }

    private static Mover? Ncat(Tool? ncat, Identity identity)
    {
        if (ncat is null)
        {
            return null;
        }

        var way = new Way(
            port => $"{ncat.Path} --ssl-verify --ssl-trustfile {identity.Certificate} --send-only localhost {port}",
            door => $"{ncat.Path} --ssl --ssl-cert {identity.Certificate} --ssl-key {identity.Key} --recv-only -l 127.0.0.1 {door.Port}");
        return new(ncat, way, way, TellsItsPort: false);
    }
}
