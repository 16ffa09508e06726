using SockTool.Core.Transports.Faults;

namespace SockTool;

/// <summary>Sentences about what goes wrong on purpose.</summary>
internal abstract partial class Messages
{
    public abstract string FaultsInForce(FaultSettings faults);

    public abstract string CutByFault(int number, string peer, CutAfter cut);
}
