using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Connections;

public sealed class RespondingConnectionTests : IDisposable
{
    private readonly CollectingOutput shown = new();
    private readonly RespondingConnection echo;

    public RespondingConnectionTests() => echo = new RespondingConnection(shown, new EchoReply());

    public void Dispose() => echo.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Fact]
    public async Task What_is_written_is_shown_and_read_back()
    {
        var writing = echo.SayAsync("hello");
        await echo.HearAsync("hello");
        await writing.WaitAsync(Patience.Limit);
        Assert.Equal("hello", shown.Text);
    }

    [Fact]
    public async Task A_write_ends_only_when_its_whole_answer_was_read()
    {
        var writing = echo.SayAsync("hello");
        await echo.HearAsync("hell");
        Assert.False(writing.IsCompleted);
        await echo.HearAsync("o");
        await writing.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task The_end_of_what_is_written_is_the_end_of_the_answers()
    {
        await echo.EndAsync();
        Assert.Equal("", await echo.HearAllAsync());
        Assert.True(shown.IsCompleted);
    }

    [Fact]
    public async Task What_a_reply_held_back_is_answered_at_the_end()
    {
        await using var templated = new RespondingConnection(DiscardOutput.Instance, new TemplateReply("{bytes}", ""));
        await templated.WriteAsync(new byte[] { 0xe4 }, CancellationToken.None);
        var ending = templated.EndAsync();
        Assert.Equal("1", await templated.HearAllAsync());
        await ending.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task Writes_go_on_being_shown_when_nobody_reads_the_answers_any_more()
    {
        var writing = echo.SayAsync("one");
        echo.Abandon();
        await writing.WaitAsync(Patience.Limit);
        await echo.SayAsync("two").WaitAsync(Patience.Limit);
        Assert.Equal("onetwo", shown.Text);
    }

    [Fact]
    public async Task A_message_without_an_answer_holds_nobody()
    {
        await using var silent = new RespondingConnection(shown, new TemplateReply("", ""));
        await silent.SayAsync("one").WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task A_cancelled_write_leaves_the_answer_readable()
    {
        using var cancellation = new CancellationTokenSource();
        var writing = echo.WriteAsync("hello".Latin1(), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        await echo.HearAsync("hello");
    }
}
