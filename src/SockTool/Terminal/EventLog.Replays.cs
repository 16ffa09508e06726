using System.Text;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>What came of a session that was played.</summary>
internal sealed partial class EventLog
{
    /// <summary>A unified diff, which is no sentence: as it is, so that a program that reads diffs reads it.</summary>
    public void Differs(string diff)
    {
        if (seeing.Format == LogFormat.Json)
        {
            Tell(Verbosity.Quiet, "differs", "", ("diff", diff));
        }
        else
        {
            voice.Raw(Encoding.UTF8.GetBytes(diff));
        }
    }

    public void Updated(string file, int differences) =>
        TellUnlessQuiet("updated", Messages.SessionUpdated(file, differences), ("file", file), ("differences", differences));
}
