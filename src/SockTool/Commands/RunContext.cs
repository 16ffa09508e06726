using SockTool.Core.Sessions;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>What a command has around it while it runs.</summary>
internal sealed record RunContext(Voice Voice, StandardStreams Streams, EventLog Events, Stopper Stopper, Signals Signals, TimeProvider Clock)
{
    public Messages Messages => Voice.Messages;
}
