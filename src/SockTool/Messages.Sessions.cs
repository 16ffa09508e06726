using SockTool.Core.SessionFiles;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>The sentences of session files.</summary>
internal abstract partial class Messages
{
    public abstract string ReplayNeedsTwo { get; }

    public abstract string MaskMalformed(string option, string text);

    public abstract string MaskMalformed(string option, string text, PatternProblem problem);

    public abstract string MaskHint { get; }

    public abstract string VainWithReplay(string option);

    public abstract string VainWithReplayHint { get; }

    public abstract string VainAs(string option, Side played);

    public abstract string DiffCut(long expected, long came);

    public abstract string RecordTooLong(string file);

    public abstract string SessionUpdated(string file, int differences);
}
