using SockTool.Core.Sessions;
using SockTool.Options;
using SockTool.Terminal;

namespace SockTool.Commands;

/// <summary>What <c>--on-peer-close auto</c>, <c>--close reset</c> and a conversation mean for a session.</summary>
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
            Local = person ? LocalEnd.Terminal : LocalEnd.Streams,
            PeerClose = data.PeerClose ?? (person || dialogue is not null ? PeerClose.Quit : scripted),
            Linger = data.Relay.Linger != Timeout.InfiniteTimeSpan ? data.Relay.Linger : UsualLinger(data, dialogue, scripted),

            // A reset stands in the place of our FIN: after a half-close there would be nothing left to reset.
            InputEnd = data.Relay.Close == CloseMode.Reset ? InputEnd.KeepOpen : data.Relay.InputEnd,
        };
    }

    // Without a FIN a server would not know that a client has said everything: the client itself has to end.
    private static TimeSpan UsualLinger(DataSettings data, DialogueSettings? dialogue, PeerClose scripted) =>
        data.Relay.Close == CloseMode.Reset && scripted == PeerClose.Finish ? TimeSpan.Zero
        : dialogue is not null && data.Relay.SendSize is not null ? TimeSpan.Zero // every datagram has had its answer, and UDP has no end to wait for
        : dialogue is not null ? DialogueLinger
        : Timeout.InfiniteTimeSpan;
}
