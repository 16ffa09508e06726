using SockTool.Core.Connections;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;
using SockTool.Terminal;

namespace SockTool.Tests.Terminal;

public sealed class DialogueConnectionTests : IDisposable
{
    private readonly CollectingOutput shown = new();
    private readonly ScriptedLines lines = new();
    private readonly DialogueConnection dialogue;

    public DialogueConnectionTests() => dialogue = new DialogueConnection(lines, shown, new DialogueTerms("exit", SendSize: 10, ReceiveSize: 2));

    public void Dispose()
    {
        dialogue.DisposeAsync().AsTask().GetAwaiter().GetResult();
        lines.Dispose();
    }

    [Fact]
    public async Task The_next_line_is_sent_only_after_the_last_was_answered()
    {
        lines.Say("one", "two");
        await dialogue.HearAsync("one");
        var second = dialogue.HearAsync("two");
        Assert.False(second.IsCompleted);
        await dialogue.SayAsync("answer\n");
        await second.WaitAsync(Patience.Limit);
    }

    [Theory]
    [InlineData("answer", "answer\n")]
    [InlineData("answer\n", "answer\n")]
    [InlineData("one\ntwo", "one\ntwo\n")]
    public async Task A_reply_without_a_line_end_gets_one(string reply, string expected)
    {
        await dialogue.SayAsync(reply);
        Assert.Equal(expected, shown.Text);
    }

    [Fact]
    public async Task Half_a_character_is_no_reply_yet()
    {
        lines.Say("one", "two");
        await dialogue.HearAsync("one");
        await dialogue.SayAsync("\u00e4\u00b8");
        var second = dialogue.HearAsync("two");
        Assert.False(second.IsCompleted);
        await dialogue.SayAsync("\u00ad");
        await second.WaitAsync(Patience.Limit);
        Assert.Equal("\u00e4\u00b8\u00ad\n", shown.Text);
    }

    [Theory]
    [InlineData("exit", "never sent")]
    [InlineData("", "exit")]
    public async Task The_quit_word_ends_it(params string[] said)
    {
        lines.Say(said);
        Assert.Equal("", await dialogue.HearAllAsync());
    }

    [Fact]
    public async Task The_end_of_the_input_ends_it()
    {
        lines.Say();
        Assert.Equal("", await dialogue.HearAllAsync());
    }

    [Fact]
    public async Task An_empty_line_is_no_message()
    {
        lines.Say("", "", "one");
        await dialogue.HearAsync("one");
    }

    [Fact]
    public async Task A_long_line_is_one_message_however_it_is_read()
    {
        lines.Say("abcdefgh");
        Assert.Equal(3, await dialogue.ReadOnceAsync(new byte[3]));
        await dialogue.HearAsync("defgh");
    }

    [Fact]
    public async Task What_is_being_typed_is_off_the_screen_while_a_reply_is_shown()
    {
        await dialogue.SayAsync("reply");
        Assert.Equal(["hide", "show"], lines.Calls);
    }

    [Fact]
    public void When_nobody_wants_lines_any_more_the_terminal_is_given_back()
    {
        dialogue.Abandon();
        Assert.Equal(["dispose"], lines.Calls);
    }

    [Fact]
    public async Task What_is_being_typed_is_off_the_screen_before_the_output_is_closed()
    {
        await dialogue.EndAsync();
        Assert.Equal(["hide"], lines.Calls);
        Assert.True(shown.IsCompleted);
    }

    private sealed class ScriptedLines : ILines
    {
        private readonly Queue<string> lines = [];

        public List<string> Calls { get; } = [];

        public long Unread => lines.Count;

        public void Say(params string[] said) => Array.ForEach(said, lines.Enqueue);

        public ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellation) =>
            ValueTask.FromResult(lines.TryDequeue(out var line) ? line.Latin1() : default(ReadOnlyMemory<byte>?));

        public void Hide() => Calls.Add("hide");

        public void Show() => Calls.Add("show");

        public void Dispose() => Calls.Add("dispose");
    }
}
