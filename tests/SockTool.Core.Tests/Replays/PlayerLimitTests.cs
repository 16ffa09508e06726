using System.Text;
using SockTool.Core.Connections;
using SockTool.Core.Replays;
using SockTool.Core.SessionFiles;
using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;
using SockTool.Core.Tests.Native;

namespace SockTool.Core.Tests.Replays;

/// <summary>How long a step may take, and how much is held for it.</summary>
public sealed class PlayerLimitTests
{
    [Fact]
    public async Task Much_that_comes_before_bytes_is_not_held()
    {
        await using var stage = new PlayerStage("< any\n> \"x\"\n< \"END\\n\"\n<|", TimeSpan.FromMinutes(10));
        await stage.FloodAsync(8 * 1024 * 1024);
        await stage.SayAsync("END\n");
        await stage.EndAsync();
        Assert.Empty((await stage.Result).Mismatches);
    }

    [Fact]
    public async Task Limit_of_a_file_is_that_of_the_steps_behind_it()
    {
        var clock = new ManualClock();
        await using var stage = new PlayerStage("within 20ms\n< \"a\"\nwithin none\n> \"x\"", TimeSpan.FromMinutes(10), clock);
        Assert.Equal(TimeSpan.FromMilliseconds(20), await clock.PassAsync());
        await clock.PassUntilAsync(stage.Result);
        var mismatch = Assert.Single((await stage.Result).Mismatches);
        Assert.Equal((SessionProblem.Silent, TimeSpan.FromMilliseconds(20)), (mismatch.Problem, mismatch.Limit));
    }

    [Fact]
    public async Task Step_that_drips_is_over_when_its_time_is()
    {
        var clock = new ManualClock();
        await using var stage = new PlayerStage("< /a+b/", clock: clock);
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
        await using var stage = new PlayerStage("@ 0.2\n> \"x\"", clock: clock);
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
        await using var stage = new PlayerStage($"< /{pattern}/\n> \"go\"\nwithin 1s\n< \"\\n\"", TimeSpan.FromMinutes(10));
        await stage.SayAsync("x");
        Assert.Equal("go", await stage.HearAsync(2));
        await stage.SayAsync(Encoding.ASCII.GetBytes($"y{new string('\n', 1000 * 1000)}"));
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(SessionProblem.Silent, Assert.Single((await stage.Result).Mismatches).Problem);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(30)); // for each place in full it is hours
    }

    [Fact]
    public async Task What_is_too_much_for_the_last_pattern_is_not_passed_over()
    {
        await using var stage = new PlayerStage("< /a+/", TimeSpan.FromMinutes(10));
        await stage.FloodAsync(1024 * 1024);
        await stage.SayAsync("b");
        Assert.Contains(Assert.Single((await stage.Result).Mismatches).Problem, new[] { SessionProblem.TooMuch, SessionProblem.MoreCame });
    }

    [Fact]
    public async Task What_a_pattern_holds_is_bounded()
    {
        await using var stage = new PlayerStage("< /a+b/", TimeSpan.FromMinutes(10));
        var flooding = stage.FloodAsync(2 * 1024 * 1024);
        Assert.Equal(SessionProblem.TooMuch, Assert.Single((await stage.Result).Mismatches).Problem);
        await flooding;
    }

    [Fact]
    public async Task Whatever_comes_is_not_held()
    {
        await using var stage = new PlayerStage("< any\n<|", TimeSpan.FromMinutes(10));
        await stage.FloodAsync(8 * 1024 * 1024);
        await stage.EndAsync();
        Assert.Empty((await stage.Result).Mismatches);
        Assert.Equal(8 * 1024 * 1024, (await stage.Result).Session.BytesReceived);
    }
}
