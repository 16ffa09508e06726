using SockTool.Core.Connections;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>Who may be a client, and who was not let in.</summary>
internal sealed partial class EventLog
{
    private readonly NewSenders deniedSenders = new();

    public void AccessRead(int? allowed, int denied)
    {
        if (allowed is not { } count)
        {
            Tell(Verbosity.Events, "access", Messages.AccessRead(denied), ("denied", denied));
        }
        else if (count > 0)
        {
            Tell(Verbosity.Events, "access", Messages.AccessRead(count, denied), ("allowed", count), ("denied", denied));
        }
        else
        {
            TellUnlessQuiet("access", Messages.NobodyAllowed, ("allowed", count), ("denied", denied));
        }
    }

    public void AccessKept(Failure failure)
    {
        if (seeing.Format == LogFormat.Json)
        {
            Tell(Verbosity.Quiet, "access-kept", "", ("cause", ExitCodes.CauseOf(failure)), ("message", Messages.Common.AccessKept(failure)));
        }
        else
        {
            voice.Fail(Messages.AccessKept(failure), Messages.HintFor(failure));
        }
    }

    public void Denied(string peer) => Tell(Verbosity.Events, "denied", Messages.Denied(peer), ("peer", peer));

    public void DatagramDenied(string sender)
    {
        if (wanted >= Verbosity.Events && deniedSenders.IsNew(sender))
        {
            Tell(Verbosity.Events, "denied", Messages.DatagramDenied(sender), ("sender", sender));
        }
    }
}
