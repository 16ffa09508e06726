using SockTool.Core.Packets;
using static SockTool.Core.Packets.TcpControl;
using static SockTool.Core.Tests.Packets.WrittenPackets;

namespace SockTool.Core.Tests.Packets;

/// <summary>Segments, and the states that RFC 9293 figure 5 gives them. ">" is sent, "&lt;" received.</summary>
public sealed class TcpConversationTests
{
    [Theory]
    [InlineData("dialled, and closed here first", ">S <SA >A >FA <A <FA >A", "SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT", true)]
    [InlineData("the answer has the peer's FIN", ">S <SA >A >FA <FA >A", "SYN-SENT ESTABLISHED FIN-WAIT-1 TIME-WAIT", true)]
    [InlineData("the peer closes first", ">S <SA >A <FA >A >FA <A", "SYN-SENT ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED", true)]
    [InlineData("accepted", "<S >SA <A <FA >FA <A", "SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED", true)]
    [InlineData("both at once", ">S <SA >A >FA <F >A <A", "SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT", true)]
    [InlineData("reset", ">S <SA >A <RA", "SYN-SENT ESTABLISHED CLOSED", true)]
    [InlineData("refused", ">S <RA", "SYN-SENT CLOSED", true)]
    [InlineData("a half of it", ">S <SA >A >FA <A", "SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2", false)]
    [InlineData("begun before it was looked at", ">FA <A <FA >A", "FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT", true)]
    [InlineData("a SYN that is lost", ">S >S <SA >A", "SYN-SENT ESTABLISHED", false)]
    public void Segments_make_states(string what, string segments, string states, bool isOver)
    {
        var conversation = new TcpConversation();
        var told = Play(conversation, segments).Select(step => step.Became).OfType<TcpState>().Select(TcpStateText.Of);
        Assert.Equal((what, states, isOver), (what, string.Join(' ', told), conversation.IsOver));
    }

    [Fact]
    public void Numbers_are_told_as_the_textbook_writes_them_also_past_the_last()
    {
        var conversation = new TcpConversation();
        var syn = conversation.Follow(Segment(Syn, uint.MaxValue), PacketWay.ToPeer, 1)!;
        var answer = conversation.Follow(Segment(Syn | Ack, 500, 0), PacketWay.FromPeer, 2)!;
        Assert.Equal(new SequenceNumber(uint.MaxValue, 'J', 0), syn.Sequence);
        Assert.Null(syn.Acknowledged);
        Assert.Equal((new SequenceNumber(500, 'K', 0), new SequenceNumber(0, 'J', 1)), (answer.Sequence, answer.Acknowledged!.Value));
    }

    [Fact]
    public void Whoever_dials_counts_from_J()
    {
        var conversation = new TcpConversation();
        Assert.Equal('J', conversation.Follow(Segment(Syn, 9), PacketWay.FromPeer, 1)!.Sequence.Letter);
        Assert.Equal('K', conversation.Follow(Segment(Syn | Ack, 9, 10), PacketWay.ToPeer, 2)!.Sequence.Letter);
    }

    [Fact]
    public void Where_the_handshake_was_not_seen_numbers_have_no_letter() =>
        Assert.Null(new TcpConversation().Follow(Segment(Fin | Ack, 9, 10), PacketWay.ToPeer, 1)!.Sequence.Relative);

    [Fact]
    public void Data_is_counted_between_what_is_told_and_twice_is_once()
    {
        var conversation = new TcpConversation();
        Play(conversation, ">S <SA >A");
        foreach (var (sequence, bytes) in new[] { (1u, 100), (101u, 50), (101u, 50) })
        {
            Assert.Null(conversation.Follow(Segment(Ack, sequence, 1, bytes), PacketWay.ToPeer, 5));
        }

        Assert.Null(conversation.Follow(Segment(Ack, 1, 151, 7), PacketWay.FromPeer, 6));
        var fin = conversation.Follow(Segment(Fin | Ack, 151, 8), PacketWay.ToPeer, 7)!;
        Assert.Equal((new TcpData(3, 150, 1), new TcpData(1, 7, 0)), (fin.SentBefore, fin.ReceivedBefore));
        Assert.False(fin.IsAgain);
        Assert.True(conversation.Follow(Segment(Fin | Ack, 151, 8), PacketWay.ToPeer, 8)!.IsAgain);
    }

    /// <summary>Segments with the numbers that their order gives them: SYN and FIN count one.</summary>
    private static List<TcpStep> Play(TcpConversation conversation, string segments)
    {
        var next = new uint[2];
        var steps = new List<TcpStep>();
        foreach (var word in segments.Split(' '))
        {
            var way = word[0] == '>' ? PacketWay.ToPeer : PacketWay.FromPeer;
            var flags = (word.Contains('S', StringComparison.Ordinal) ? Syn : None) | (word.Contains('F', StringComparison.Ordinal) ? Fin : None)
                | (word.Contains('R', StringComparison.Ordinal) ? Rst : None) | (word.Contains('A', StringComparison.Ordinal) ? Ack : None);

            // A bare FIN is one that crosses ours: it does not count it yet.
            var segment = Segment(flags.HasFlag(Fin) && !flags.HasFlag(Ack) ? flags | Ack : flags, next[(int)way], flags.HasFlag(Ack) ? next[1 - (int)way] : next[1 - (int)way] - 1);
            next[(int)way] = segment.Next;
            if (conversation.Follow(segment, way, 0) is { } step)
            {
                steps.Add(step);
            }
        }

        return steps;
    }
}
