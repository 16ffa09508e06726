using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Transports;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>broker = accepted + all the others that were accepted.</summary>
/// <param name="at">Where clients come from.</param>
/// <param name="speech">What they hear of each other.</param>
/// <param name="messages">Which kind of message a WebSocket's clients get.</param>
/// <param name="idle">The longest silence of a client.</param>
internal sealed class BrokerClients(Endpoint at, BrokerSpeech speech, WebSocketMessages messages, TimeSpan idle) : IClientEnds
{
    // A datagram fits in, and is never in two reads.
    private const int ChunkSize = 64 * 1024;

    // Escapes and prefixes make lines several times as long.
    private const int ChatChunkSize = 16 * 1024;

    private Distribution? broker;
    private Messages? notices;

    public bool ReadsInput => false;

    public bool UsesOurStreams => false;

    public ValueTask PrepareAsync(RunContext context)
    {
        (broker, notices) = (new Distribution(context.Clock), context.Voice.Messages);
        return ValueTask.CompletedTask;
    }

    public SharedStreams.Seat SeatFor(int number)
    {
        var member = new BrokerMember(broker!, SpeechOf(number), Notice(text => text.ChatYouAre(number)));
        member.TellOthers(Notice(text => text.ChatJoined(number)));
        return new SharedStreams.Seat(member.Input, member, Sharing.Shared, Leave);

        void Leave()
        {
            member.Dispose();
            member.TellOthers(Notice(text => text.ChatLeft(number)));
        }
    }

    public async Task<SessionResult> ServeAsync(IConnection client, SharedStreams.Seat seat, ISessionObserver observer, RunContext context)
    {
        // A client that has said all gets what was said until then, and then its end (PeerClose.Finish): the member's leave is the end of its input.
        var policy = new RelaySettings
        {
            Idle = idle,
            PeerClose = PeerClose.Finish,
            ReceiveSize = speech == BrokerSpeech.Chat && at is not UdpEndpoint ? ChatChunkSize : ChunkSize,
            SendSize = ChunkSize,
        };
        using var relay = new Relay(new JoinedConnection(client.Name, seat.Input, seat.Output), client, policy, observer);
        return await relay.RunAsync(context.Stopper);
    }

    // What a client says always stands behind a number in angle brackets, so that none of it can pass for a notice.
    private byte[] Notice(Func<Messages, string> what) => speech == BrokerSpeech.Chat ? Encoding.UTF8.GetBytes($"* {what(notices!)}\n") : [];

    private IReply SpeechOf(int number) => (speech, messages) switch
    {
        (BrokerSpeech.Chat, _) => new ChatReply($"<{number}> ", at is UdpEndpoint ? LineBorder.Message : LineBorder.LineEnd),
        (_, WebSocketMessages.Text) => new TextReply(),
        _ => new EchoReply(),
    };
}
