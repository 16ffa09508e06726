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
    [Fact]
    public async Task It_says_its_part_when_the_other_has_said_his()
    {
        await using var stage = new PlayerStage("""
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
            await using var stage = new PlayerStage($"{steps}\n<|");
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
        await using var stage = new PlayerStage(steps);
        await stage.SayAsync(said.TrimEnd('|', '!'));
        await (said switch { [.., '|'] => stage.EndAsync(), [.., '!'] => stage.ResetWhenHeardAsync(), _ => Task.CompletedTask });
        var mismatch = Assert.Single((await stage.Result).Mismatches);
        Assert.Equal((line, problem, came), (mismatch.Step.Line, mismatch.Problem, string.Concat(mismatch.Came.Select(piece => Encoding.UTF8.GetString(piece.Span)))));
    }

    [Fact]
    public async Task What_came_before_our_turn_is_whatever_came()
    {
        await using var stage = new PlayerStage("< any\n> \"x\"\n> \"y\"\n< \"+OK\\n\"\n<|");
        await stage.SayAsync("+OK\n");
        Assert.Equal("xy", await stage.HearAsync(2));
        await stage.SayAsync("more\n+O");
        await stage.SayAsync("K\n");
        await stage.EndAsync();
        Assert.Empty((await stage.Result).Mismatches);
    }

    [Fact]
    public async Task Reset_that_is_expected_is_none_of_a_failure()
    {
        await using var stage = new PlayerStage("< \"a\"\n<!");
        await stage.SayAsync("a");
        await stage.ResetWhenHeardAsync();
        var result = await stage.Result;
        Assert.Empty(result.Mismatches);
        Assert.Equal((null, SessionEnd.Reset), (result.Session.Failure, result.Session.End));
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
        BytePattern.TryCreate(@"\d\d:\d\d", out var time, out _);
        BytePattern.TryCreate(@"\d+", out var number, out _);
        await using var stage = new PlayerStage($"{SessionText.Said(Side.Server, Encoding.UTF8.GetBytes(expected))}\n<|", masks: [new Mask(time!, "TIME"), new Mask(number!, "N")]);
        await stage.SayAsync(said);
        await stage.EndAsync();
        Assert.Equal(isSame, (await stage.Result).Mismatches.Count == 0);
    }
}
