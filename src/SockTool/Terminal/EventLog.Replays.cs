using System.Text;
using SockTool.Core.Observers;
using SockTool.Core.Replays;
using SockTool.Options;

namespace SockTool.Terminal;

/// <summary>What came of a session that was recorded or played.</summary>
internal sealed partial class EventLog
{
    /// <summary>A unified diff, which is no sentence: as it is, so that a program that reads diffs reads it.</summary>
    public void Differs(SessionDiff diff)
    {
        var (expected, came) = (diff.ExpectedLeftOut, diff.CameLeftOut);
        if (seeing.Format == LogFormat.Json)
        {
            Tell(Verbosity.Quiet, "differs", "", ("diff", diff.Text), ("expectedLeftOut", expected), ("cameLeftOut", came));
            return;
        }

        voice.Raw(Encoding.UTF8.GetBytes(diff.Text));
        if (expected + came > 0)
        {
            voice.Tell(Messages.DiffCut(expected, came));
        }
    }

    /// <summary>Of a record that cannot be played, which is to be known before it is needed.</summary>
    public void Recorded(SessionRecorder recorder, string file)
    {
        if (recorder.IsTooLong)
        {
            TellUnlessQuiet("record-too-long", Messages.RecordTooLong(file), ("file", file));
        }
    }

    public void Updated(string file, int differences) =>
        TellUnlessQuiet("updated", Messages.SessionUpdated(file, differences), ("file", file), ("differences", differences));
}
