using SockTool.Benchmarks.Peers;

namespace SockTool.Benchmarks.Scenarios;

internal sealed class TlsToNull : FileToNull
{
    public override string Name => "tls-null";

    public override string About => "a file to /dev/null under TLS, the server verified";

    protected override IReadOnlyList<Mover> Movers(Bench bench) => TlsMoverCatalog.All(bench.Tools, Identity.In(bench.Folder));
}
