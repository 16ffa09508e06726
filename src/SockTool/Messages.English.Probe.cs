using SockTool.Core.Sessions;

namespace SockTool;

/// <summary>English: what a probe says.</summary>
internal sealed partial class EnglishMessages
{
    public override string VainWithProbe(string option) => $"{option} says nothing where nothing is sent";

    public override string NothingToProbe(string address) => $"\"{Safe(address)}\" is nothing to probe: only what can be connected to is";

    public override string NeedsTime(string option) => $"{option} must be longer than 0";

    public override string ProbeState(ProbeState state) => state switch
    {
        Core.Sessions.ProbeState.Open => "open",
        Core.Sessions.ProbeState.Replied => "replied",
        Core.Sessions.ProbeState.Refused => "refused",
        Core.Sessions.ProbeState.TimedOut => "timed out",
        Core.Sessions.ProbeState.Unreachable => "unreachable",
        _ => "unknown",
    };
}
