using SockTool.Core.Connections;
using SockTool.Core.Transports.Faults;

namespace SockTool;

/// <summary>English: what goes wrong on purpose.</summary>
internal sealed partial class EnglishMessages
{
    public override string FaultsInForce(FaultSettings faults) => $"faults: {string.Join(", ", faults.All)}; --seed {faults.SeedInForce} repeats them";

    public override string CutByFault(int number, string peer, CutAfter cut) =>
        $"client {number}: {Safe(peer)} was {(cut.End == SessionEnd.Reset ? "reset" : "closed")} after {Bytes(cut.Bytes)}, as asked for";

    private static string? HintForValue(string name) => name switch
    {
        Corrupt.Word => "write corrupt=1%",
        Latency.Word => "write latency=80ms or latency=80ms~20ms",
        CutAfter.ResetWord or CutAfter.CloseWord or SlowRead.Word or Drip.Word => $"write {name}=64KiB",
        _ => null,
    };
}
