using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>Which part this side's streams have in a run.</summary>
internal enum OurStreams
{
    None,
    OfOneSession,
    OfManySessions,
}

/// <summary>Who tells how far a run is.</summary>
internal static class ProgressWatch
{
    /// <summary>null where nobody wants to know, or would see it.</summary>
    public static Progress? For(SeeingSettings seeing, DataSettings data, OurStreams ours, RunContext context) =>
        seeing.Progress == ProgressMode.Always || (seeing.Progress == ProgressMode.Auto && context.Voice.IsOnTerminal)
            ? new Progress(seeing, ScopeOf(data, ours, context), context.Events, context.Voice, context.Clock)
            : null;

    private static ProgressScope ScopeOf(DataSettings data, OurStreams ours, RunContext context) => new(
        ours == OurStreams.OfOneSession && data.Relay.Directions != Directions.ReceiveOnly ? InputLength.Of(data) : null,
        data.ExpectedBytes,
        ours != OurStreams.None && data.OutputFile is null && context.Streams.OutputIsTerminal);
}
