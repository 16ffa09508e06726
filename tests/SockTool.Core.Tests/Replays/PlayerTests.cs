using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Replays;
using SockTool.Core.SessionFiles;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Replays;

/// <summary>The client of a session is played against a test that plays the server.</summary>
public sealed class PlayerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task It_says_its_part_when_the_other_has_said_his()
    {
        await using var stage = new Stage("""
            < "welcome\n"
            > "one\n"
            < "1\n"
            > "two\n"
            < "2\n"
            >|
            <|
            """);
        await stage.SayAsync("welcome\n");
        Assert.Equal("one\n", await stage.HearAsync(4));
        await stage.SayAsync("1\n");
        Assert.Equal("two\n", await stage.HearAsync(4));
        await stage.SayAsync("2\n");
        Assert.Equal("", await stage.HearAsync(1));
        await stage.EndAsync();
        var result = await stage.Result;
        Assert.Empty(result.Mismatches);
        Assert.Equal((8, 12), (result.Session.BytesSent, result.Session.BytesReceived));
    }

    /// <summary>However the bytes of the server are cut: byte by byte, in threes, or all at once, before anything was asked.</summary>
    [Theory]
    [InlineData("< \"ab\"\n< \"cd\\n\"", "abcd\n")]
    [InlineData("< /a.*\\n/", "abcd\n")]
    [InlineData("< /\\d+/\n< \"\\n\"", "12345\n")]
    [InlineData("< /\\d+/\n> \"x\"\n< \"\\n\"", "12345\n")]
    [InlineData("< /[a-z]+/\n> \"x\"\n< /\\d+\\n/", "abc123\n")]
    [InlineData("< any\n< \"END\\n\"", "whatever ENDEND\n")]
    [InlineData("< any\n< \"END\\n\"", "END\n")]
    [InlineData("< any", "what \u0000 é \n")]
    [InlineData("< any\n< any", "")]
    [InlineData("< /(?s).*/", "a\nb\n")]
    [InlineData("< /é信?/\n< \"\\xFF\"", "é信\u00FF")]
    [InlineData("< hex 00 01 ff", "\u0000\u0001\u00FF")]
    [InlineData("< \"\"\n< \"a\"", "a")]
    public async Task Pieces_make_no_difference(string steps, string said)
    {
        var bytes = said.EndsWith('\u00FF') ? (byte[])[.. Encoding.UTF8.GetBytes(said[..^1]), 0xFF] : Encoding.UTF8.GetBytes(said);
        foreach (var size in new[] { 1, 3, 1000 })
        {
            await using var stage = new Stage($"{steps}\n<|");
            foreach (var piece in bytes.Chunk(size))
            {
                await stage.SayAsync(piece);
            }

            await stage.EndAsync();
            Assert.Empty((await stage.Result).Mismatches);
        }
    }

    [Theory]
    [InlineData("< \"abc\"", "abx", 2, SessionProblem.Differs, "abx")]
    [InlineData("< \"abc\"\n< \"def\"", "abcdxx", 3, SessionProblem.Differs, "dxx")]
    [InlineData("< \"abc\"", "ab|", 2, SessionProblem.Ended, "ab")]
    [InlineData("< \"abc\"", "ab!", 2, SessionProblem.Broken, "ab")]
    [InlineData("< \"abc\"", "ab", 2, SessionProblem.Silent, "ab")]
    [InlineData("< \"abc\"\n<|", "abcd", 3, SessionProblem.MoreCame, "d")]
    [InlineData("< \"abc\"\n<|", "abc!", 3, SessionProblem.Broken, "")]
    [InlineData("< \"abc\"\n<!", "abc|", 3, SessionProblem.Ended, "")]
    [InlineData("< \"abc\"\n<|", "abc", 3, SessionProblem.Silent, "")]
    [InlineData("< \"abc\"", "abcd", 2, SessionProblem.MoreCame, "d")]
    [InlineData("< /a+/\n<|", "aab|", 3, SessionProblem.MoreCame, "b")]
    [InlineData("< /a+/\n< \"c\"", "aab|", 3, SessionProblem.Ended, "b")]
    [InlineData("< /a+/\n> \"x\"\n< /c+/", "aab|", 4, SessionProblem.Ended, "b")]
    [InlineData("< /\\d+/", "x", 2, SessionProblem.Silent, "x")]
    [InlineData("< any\n> \"x\"", "", 2, SessionProblem.Silent, "")]
    [InlineData("< any\n< \"END\"", "what|", 3, SessionProblem.Ended, "what")]
    public async Task What_else_comes_is_told_with_its_line(string steps, string said, int line, SessionProblem problem, string came)
    {
        await using var stage = new Stage(steps);
        await stage.SayAsync(said.TrimEnd('|', '!'));
        await (said switch { [.., '|'] => stage.EndAsync(), [.., '!'] => stage.ResetWhenHeardAsync(), _ => Task.CompletedTask });
        var mismatch = Assert.Single((await stage.Result).Mismatches);
        Assert.Equal((line, problem, came), (mismatch.Step.Line, mismatch.Problem, string.Concat(mismatch.Came.Select(piece => Encoding.UTF8.GetString(piece.Span)))));
    }

    [Fact]
    public async Task What_came_before_our_turn_is_whatever_came()
    {
        await using var stage = new Stage("< any\n> \"x\"\n> \"y\"\n< \"+OK\\n\"\n<|");
        await stage.SayAsync("+OK\n");
        Assert.Equal("xy", await stage.HearAsync(2));
        await stage.SayAsync("more\n+O");
        await stage.SayAsync("K\n");
        await stage.EndAsync();
        Assert.Empty((await stage.Result).Mismatches);
    }

    [Fact]
    public async Task Much_that_comes_before_bytes_is_not_held()
    {
        await using var stage = new Stage("< any\n> \"x\"\n< \"END\\n\"\n<|", TimeSpan.FromMinutes(10));
        await stage.FloodAsync(8 * 1024 * 1024);
        await stage.SayAsync("END\n");
        await stage.EndAsync();
        Assert.Empty((await stage.Result).Mismatches);
    }

    [Fact]
    public async Task Reset_that_is_expected_is_none_of_a_failure()
    {
        await using var stage = new Stage("< \"a\"\n<!");
        await stage.SayAsync("a");
        await stage.ResetWhenHeardAsync();
        var result = await stage.Result;
        Assert.Empty(result.Mismatches);
        Assert.Equal((null, SessionEnd.Reset), (result.Session.Failure, result.Session.End));
    }

    [Fact]
    public async Task Limit_of_a_file_is_that_of_the_steps_behind_it()
    {
        var clock = new ManualClock();
        await using var stage = new Stage("within 20ms\n< \"a\"\nwithin none\n> \"x\"", TimeSpan.FromMinutes(10), clock);
        Assert.Equal(TimeSpan.FromMilliseconds(20), await clock.PassAsync());
        await clock.PassUntilAsync(stage.Result);
        var mismatch = Assert.Single((await stage.Result).Mismatches);
        Assert.Equal((SessionProblem.Silent, TimeSpan.FromMilliseconds(20)), (mismatch.Problem, mismatch.Limit));
    }

    [Fact]
    public async Task Step_that_drips_is_over_when_its_time_is()
    {
        var clock = new ManualClock();
        await using var stage = new Stage("< /a+b/", clock: clock);
        while (!stage.Result.IsCompleted)
        {
            await stage.SayAsync("a");
            await Patience.UntilAsync(() => clock.IsWaitedFor || stage.Result.IsCompleted);
            clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        Assert.Equal(SessionProblem.Silent, Assert.Single((await stage.Result).Mismatches).Problem);
    }

    [Fact]
    public async Task Pause_is_waited_for()
    {
        var clock = new ManualClock();
        await using var stage = new Stage("@ 0.2\n> \"x\"", clock: clock);
        Assert.Equal(TimeSpan.FromMilliseconds(200), await clock.PassAsync());
        Assert.Equal("x", await stage.HearAsync(1));
        await stage.EndAsync();
        await clock.PassUntilAsync(stage.Result);
        Assert.Empty((await stage.Result).Mismatches);
    }

    /// <summary>A million places for the bytes, and the pattern in front of none: it is not looked at in full for each.</summary>
    [Theory]
    [InlineData(".*x")]
    [InlineData("(?s).*x")]
    public async Task Pattern_that_is_before_none_of_many_places_ends_with_its_step(string pattern)
    {
        await using var stage = new Stage($"< /{pattern}/\n> \"go\"\nwithin 1s\n< \"\\n\"", TimeSpan.FromMinutes(10));
        await stage.SayAsync("x");
        Assert.Equal("go", await stage.HearAsync(2));
        await stage.SayAsync(Encoding.ASCII.GetBytes($"y{new string('\n', 1000 * 1000)}"));
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(SessionProblem.Silent, Assert.Single((await stage.Result).Mismatches).Problem);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task What_is_too_much_for_the_last_pattern_is_not_passed_over()
    {
        await using var stage = new Stage("< /a+/", TimeSpan.FromMinutes(10));
        await stage.FloodAsync(1024 * 1024);
        await stage.SayAsync("b");
        Assert.Contains(Assert.Single((await stage.Result).Mismatches).Problem, new[] { SessionProblem.TooMuch, SessionProblem.MoreCame });
    }

    [Fact]
    public async Task What_a_pattern_holds_is_bounded()
    {
        await using var stage = new Stage("< /a+b/", TimeSpan.FromMinutes(10));
        var flooding = stage.FloodAsync(2 * 1024 * 1024);
        Assert.Equal(SessionProblem.TooMuch, Assert.Single((await stage.Result).Mismatches).Problem);
        await flooding;
    }

    [Fact]
    public async Task Whatever_comes_is_not_held()
    {
        await using var stage = new Stage("< any\n<|", TimeSpan.FromMinutes(10));
        await stage.FloodAsync(8 * 1024 * 1024);
        await stage.EndAsync();
        Assert.Empty((await stage.Result).Mismatches);
        Assert.Equal(8 * 1024 * 1024, (await stage.Result).Session.BytesReceived);
    }

    [Theory]
    [InlineData("id 77 at 10:20\n", "id 5 at 23:59\n", true)]
    [InlineData("id 77 at 10:20\n", "id 5 at 23.59\n", false)]
    [InlineData("id 77 at 10:20", "id 123 at 00:00", true)]
    [InlineData("é 77", "é 8", true)]
    [InlineData("(.*) 77\n", "(.*) 8\n", true)]
    [InlineData("(.*) 77\n", "xx 8\n", false)]
    public async Task Masks_hide_what_differs_from_run_to_run(string expected, string said, bool isSame)
    {
        BytePattern.TryCreate(@"\d\d:\d\d", out var time);
        BytePattern.TryCreate(@"\d+", out var number);
        await using var stage = new Stage($"{SessionText.Said(Side.Server, Encoding.UTF8.GetBytes(expected))}\n<|", masks: [new Mask(time!, "TIME"), new Mask(number!, "N")]);
        await stage.SayAsync(said);
        await stage.EndAsync();
        Assert.Equal(isSame, (await stage.Result).Mismatches.Count == 0);
    }

    private sealed class Stage : IAsyncDisposable
    {
        private readonly MemoryConnection near;
        private readonly MemoryConnection far;
        private readonly Stopper stopper = new();

        public Stage(string steps, TimeSpan? limit = null, TimeProvider? clock = null, params IReadOnlyList<Mask> masks)
        {
            (near, far) = MemoryConnection.Pair(room: 10_000);
            var file = SessionFile.Parse(Encoding.UTF8.GetBytes($"{SessionText.FirstLine}\n{steps}\n"), "s");
            var settings = new PlaySettings { Played = Side.Client, Limit = limit ?? Soon, Masks = new Masks(masks), Clock = clock ?? TimeProvider.System };
            Result = new Player(near, settings).RunAsync(file.StepsOf(1), stopper).WaitAsync(Patience.Limit);
        }

        public Task<PlayResult> Result { get; }

        public Task SayAsync(string text) => SayAsync(Encoding.UTF8.GetBytes(text));

        public async Task SayAsync(byte[] bytes) => await far.WriteAsync(bytes, CancellationToken.None);

        public async Task FloodAsync(int bytes)
        {
            var piece = Encoding.ASCII.GetBytes(new string('a', 64 * 1024));
            for (var said = 0; said < bytes && !Result.IsCompleted; said += piece.Length)
            {
                await SayAsync(piece);
            }
        }

        public async Task EndAsync() => await far.CompleteWritesAsync(CancellationToken.None);

        public async Task ResetWhenHeardAsync()
        {
            far.Reset();
            await Task.CompletedTask;
        }

        public async Task<string> HearAsync(int count)
        {
            var bytes = new byte[count];
            var heard = 0;
            while (heard < count && await far.ReadAsync(bytes.AsMemory(heard), CancellationToken.None).AsTask().WaitAsync(Patience.Limit) is > 0 and var more)
            {
                heard += more;
            }

            return Encoding.UTF8.GetString(bytes, 0, heard);
        }

        public async ValueTask DisposeAsync()
        {
            await near.DisposeAsync();
            await far.DisposeAsync();
            stopper.Dispose();
        }
    }
}
