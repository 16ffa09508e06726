using SockTool.Core.Connections;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Sessions;

/// <summary>How a session ends in order: BEHAVIOUR.md, "How a session ends".</summary>
public sealed class RelayTests : IDisposable
{
    private readonly SessionUnderTest session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task C1_our_end_is_told_to_the_peer_at_once_and_its_answer_still_arrives()
    {
        var running = session.Run(new RelaySettings());
        await session.User.SayAsync("question");
        await session.User.EndAsync();
        Assert.Equal("question", await session.Peer.HearAllAsync());
        await session.Peer.SayAsync("answer");
        await session.Peer.EndAsync();
        var result = await running;
        Assert.Equal((8, 6, 0, null), (result.BytesSent, result.BytesReceived, result.BytesNotDelivered, result.Failure));
        Assert.Equal((EndedBy.Us, SessionEnd.Fin), (result.EndedBy, result.End));
        Assert.Equal("answer", await session.User.HearAllAsync());
    }

    [Fact]
    public async Task C3_when_the_peer_ends_first_sending_goes_on_until_our_input_ends()
    {
        var running = session.Run(new RelaySettings { PeerClose = PeerClose.Finish });
        await session.Peer.EndAsync();
        Assert.Equal("", await session.User.HearAllAsync());
        await session.User.SayAsync("more");
        await session.User.EndAsync();
        Assert.Equal("more", await session.Peer.HearAllAsync());
        Assert.Null((await running).Failure);
    }

    [Fact]
    public async Task C3_with_quit_the_end_of_the_peer_is_the_end()
    {
        var running = session.Run(new RelaySettings { PeerClose = PeerClose.Quit });
        await session.Peer.SayAsync("bye");
        await session.Peer.EndAsync();
        var result = await running;
        Assert.Equal((EndedBy.Peer, null, 3), (result.EndedBy, result.Failure, result.BytesReceived));
    }

    [Fact]
    public async Task C3_what_was_read_and_not_taken_is_counted_and_is_a_failure()
    {
        session.Peer.StopReading();
        var running = session.Run(new RelaySettings { PeerClose = PeerClose.Finish });
        await session.Peer.EndAsync();
        Assert.Equal("", await session.User.HearAllAsync());
        await session.User.SayAsync("lost");
        var result = await running;
        Assert.Equal((FailureKind.PeerTookLess, 4, "far"), (result.Failure?.Kind, result.Failure?.Bytes, result.Failure?.Subject));
        Assert.Equal((0, 4), (result.BytesSent, result.BytesNotDelivered));
    }

    [Fact]
    public async Task C4_receiving_only_never_reads_the_input()
    {
        await session.User.SayAsync("unasked");
        var running = session.Run(new RelaySettings { Directions = Directions.ReceiveOnly });
        await session.Peer.SayAsync("news");
        await session.Peer.EndAsync();
        var result = await running;
        Assert.Equal((0, 4, 0, null), (result.BytesSent, result.BytesReceived, result.BytesNotDelivered, result.Failure));
        await session.Local.HearAsync("unasked");
    }

    [Fact]
    public async Task C2_sending_only_reads_and_discards_until_the_peers_end()
    {
        var running = session.Run(new RelaySettings { Directions = Directions.SendOnly });
        await session.User.SayAsync("all");
        await session.User.EndAsync();
        Assert.Equal("all", await session.Peer.HearAllAsync());
        await session.Peer.SayAsync("unwanted");
        Assert.False(running.IsCompleted);
        await session.Peer.EndAsync();
        var result = await running;
        Assert.Equal((3, 0, null), (result.BytesSent, result.BytesReceived, result.Failure));
    }

    [Fact]
    public async Task C5_without_shutdown_the_peer_is_not_told_of_our_end()
    {
        var running = session.Run(new RelaySettings { InputEnd = InputEnd.KeepOpen });
        await session.User.EndAsync();
        await session.Peer.SayAsync("still there?");
        await session.User.HearAsync("still there?");
        var hearing = session.Peer.HearAllAsync();
        Assert.False(hearing.IsCompleted);
        await session.Peer.EndAsync();
        Assert.Null((await running).Failure);
    }

    [Fact]
    public async Task S2_an_input_that_has_not_said_a_word_does_not_hold_the_session()
    {
        var running = session.Run(new RelaySettings { PeerClose = PeerClose.FinishWhatBegan });
        await session.Peer.SayAsync("file");
        await session.Peer.EndAsync();
        Assert.Equal((EndedBy.Peer, null), ((await running).EndedBy, (await running).Failure));
        Assert.Equal("file", await session.User.HearAllAsync());
    }

    [Fact]
    public async Task S2_an_input_that_has_begun_is_sent_to_its_end()
    {
        var running = session.Run(new RelaySettings { PeerClose = PeerClose.FinishWhatBegan });
        await session.User.SayAsync("be");
        await session.Peer.HearAsync("be");
        await session.Peer.EndAsync();
        Assert.Equal("", await session.User.HearAllAsync());
        await session.User.SayAsync("gun");
        await session.User.EndAsync();
        Assert.Equal("gun", await session.Peer.HearAllAsync());
        Assert.Equal((5, null), ((await running).BytesSent, (await running).Failure));
    }

    [Fact]
    public async Task S2_an_input_that_nobody_has_looked_at_yet_has_begun()
    {
        var local = new JoinedConnection("local", new InputNobodyLookedAt("there"u8.ToArray()), new CollectingOutput());
        var running = session.Run(local, session.Remote, new RelaySettings { PeerClose = PeerClose.FinishWhatBegan });
        await session.Peer.EndAsync();
        Assert.Equal("there", await session.Peer.HearAllAsync());
        Assert.Equal((5, null), ((await running).BytesSent, (await running).Failure));
    }

    [Fact]
    public async Task After_the_wanted_bytes_the_session_ends_in_order()
    {
        var running = session.Run(new RelaySettings { MaxReceive = 3 });
        await session.Peer.SayAsync("abcdef");
        var result = await running;
        Assert.Equal((3, EndedBy.Us, null), (result.BytesReceived, result.EndedBy, result.Failure));
    }

    [Fact]
    public async Task Sending_first_receives_nothing_before_all_was_sent()
    {
        var running = session.Run(new RelaySettings { Interleaving = Interleaving.SendFirst });
        await session.Peer.SayAsync("early");
        var early = session.User.HearAsync("early");
        await session.User.SayAsync("question");
        await session.Peer.HearAsync("question");
        Assert.False(early.IsCompleted);
        await session.User.EndAsync();
        await early;
        await session.Peer.EndAsync();
        Assert.Equal(5, (await running).BytesReceived);
    }
}
