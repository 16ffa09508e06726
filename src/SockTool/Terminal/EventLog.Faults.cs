using SockTool.Core.Transports.Faults;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>What was done on purpose.</summary>
internal sealed partial class EventLog
{
    /// <summary>Tells what will go wrong, with the seed that makes it go wrong in the same way again.</summary>
    public void FaultsInForce(FaultSettings faults)
    {
        if (faults.All.Count > 0)
        {
            Tell(Verbosity.Events, "faults", Messages.FaultsInForce(faults), ("faults", string.Join(' ', faults.All)), ("seed", faults.SeedInForce));
        }
    }

    public void CutByFault(int number, string peer, CutAfter cut) =>
        Tell(Verbosity.Events, "fault", Messages.CutByFault(number, peer, cut), ("client", number), ("peer", peer), ("fault", cut.ToString()));
}
