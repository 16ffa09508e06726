using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Sessions;

/// <summary>The test plays the peer of a session that answers by itself.</summary>
public sealed class AnsweringSessionTests : IDisposable
{
    private readonly CollectingOutput shown = new();
    private readonly Stopper stopper = new();
    private readonly MemoryConnection remote;
    private readonly MemoryConnection peer;

    public AnsweringSessionTests() => (remote, peer) = MemoryConnection.Pair(room: 1);

    public void Dispose() => stopper.Dispose();

    [Fact]
    public async Task What_the_peer_says_is_shown_and_comes_back()
    {
        var running = Run(new RelaySettings());
        await peer.SayAsync("hello");
        await peer.HearAsync("hello");
        await peer.EndAsync();
        Assert.Equal("", await peer.HearAllAsync());
        var result = await running;
        Assert.Equal((null, 5, 5, 0), (result.Failure, result.BytesSent, result.BytesReceived, result.BytesNotDelivered));
        Assert.Equal(("hello", true), (shown.Text, shown.IsCompleted));
    }

    [Fact]
    public async Task What_a_reply_held_back_is_answered_at_the_end()
    {
        var running = Run(new RelaySettings(), new TemplateReply("{bytes}", ""));
        await peer.WriteAsync(new byte[] { 0xe4 }, CancellationToken.None);
        await peer.EndAsync();
        Assert.Equal("1", await peer.HearAllAsync());
        Assert.Null((await running).Failure);
    }

    [Fact]
    public async Task A_message_is_seen_before_its_answer_and_an_answer_before_the_peer_has_it()
    {
        var order = new Order();
        var running = new AnsweringSession(remote, new TemplateReply("[{message}]", ""), shown, new RelaySettings(), order).RunAsync(stopper);
        foreach (var word in new[] { "one", "two" })
        {
            await peer.SayAsync(word);
            await peer.HearAsync($"[{word}]");
            Assert.EndsWith($"FromPeer {word} ToPeer [{word}]", string.Join(' ', order.Came), StringComparison.Ordinal);
        }

        await peer.EndAsync();
        Assert.Null((await running.WaitAsync(Patience.Limit)).Failure);
        Assert.Equal(4, order.Came.Count);
    }

    [Fact]
    public async Task A_message_without_an_answer_holds_nobody()
    {
        var running = Run(new RelaySettings(), new TemplateReply("", ""));
        await peer.SayAsync("one");
        await peer.SayAsync("two");
        await peer.EndAsync();
        Assert.Equal("", await peer.HearAllAsync());
        Assert.Equal("onetwo", shown.Text);
        Assert.Null((await running).Failure);
    }

    [Fact]
    public async Task C6_a_reset_is_told_and_what_came_before_it_is_shown()
    {
        var running = Run(new RelaySettings());
        await peer.SayAsync("before");
        await peer.HearAsync("before");
        peer.Reset();
        var result = await running;
        Assert.Equal((FailureKind.Reset, SessionEnd.Reset, EndedBy.Peer, 6), (result.Failure?.Kind, result.End, result.EndedBy, result.BytesReceived));
        Assert.Equal("before", shown.Text);
    }

    [Fact]
    public async Task An_output_that_fails_ends_the_session_with_its_failure()
    {
        shown.Fault = new FailureException(new Failure(FailureKind.OutputClosed, Operation.Write) { Subject = "standard output" });
        var running = Run(new RelaySettings());
        await peer.SayAsync("unread");
        var result = await running;
        Assert.Equal((FailureKind.OutputClosed, EndedBy.Us, 0), (result.Failure?.Kind, result.EndedBy, result.BytesReceived));
    }

    [SkippableFact]
    public async Task What_comes_behind_an_urgent_mark_is_answered_too()
    {
        // A read stops short at the mark, and no edge tells of what is behind it.
        Skip.IfNot(OperatingSystem.IsLinux());
        using var pair = SocketPair.Tcp();
        await using var near = pair.Connection();
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        await far.SayAsync("abc");
        pair.Far.Send("!"u8, System.Net.Sockets.SocketFlags.OutOfBand);
        await far.SayAsync("def");
        var running = new AnsweringSession(near, new EchoReply(), DiscardOutput.Instance, new RelaySettings(), ObserverGroup.None).RunAsync(stopper);
        await far.HearAsync("abcdef");
        await far.EndAsync();
        Assert.Null((await running.WaitAsync(Patience.Limit)).Failure);
    }

    [SkippableFact]
    public async Task A_stream_larger_than_every_buffer_between_comes_back_whole()
    {
        Skip.If(OperatingSystem.IsWindows());
        const int Offered = 8 * 1024 * 1024;
        using var pair = SocketPair.Unix();
        await using var near = pair.Connection();
        await using var far = new SocketConnection(pair.Far, OperationLimits.None, TimeProvider.System);
        var running = new AnsweringSession(near, new EchoReply(), DiscardOutput.Instance, new RelaySettings(), ObserverGroup.None).RunAsync(stopper);
        var saying = Task.Run(async () =>
        {
            await far.SayAsync(new string('x', Offered));
            await far.EndAsync();
        });
        Assert.Equal(Offered, (await far.HearAllAsync()).Length);
        await saying;
        var result = await running.WaitAsync(Patience.Limit);
        Assert.Equal((null, Offered, Offered), (result.Failure, result.BytesReceived, result.BytesSent));
    }

    private Task<SessionResult> Run(RelaySettings settings, IReply? reply = null) =>
        new AnsweringSession(remote, reply ?? new EchoReply(), shown, settings, ObserverGroup.None).RunAsync(stopper).WaitAsync(Patience.Limit);
}
