using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>What <c>--on-peer-close auto</c> and a conversation mean for a session.</summary>
internal static class SessionPolicy
{
    // A person who typed the last word waits no longer than this for a server that does not hang up.
    private static readonly TimeSpan DialogueLinger = TimeSpan.FromSeconds(2);

    /// <param name="data">What the user said.</param>
    /// <param name="dialogue">null where there is no conversation.</param>
    /// <param name="streams">Whether a person sits at the input.</param>
    /// <param name="scripted">What the end of the peer means for an input that is no person.</param>
    public static RelaySettings For(DataSettings data, DialogueSettings? dialogue, StandardStreams streams, PeerClose scripted)
    {
        var person = data is { Payload: null, InputFile: null } && streams.InputIsTerminal;
        return data.Relay with
        {
            PeerClose = data.PeerClose ?? (person || dialogue is not null ? PeerClose.Quit : scripted),
            Linger = dialogue is not null && data.Relay.Linger == Timeout.InfiniteTimeSpan ? DialogueLinger : data.Relay.Linger,
        };
    }
}
