using SockTool.Core.Sessions;
using SockTool.Core.Tests.Doubles;

namespace SockTool.Core.Tests.Sessions;

/// <summary>How long one listener may hold the others up, simulated by rounds of ten milliseconds.</summary>
public sealed class AllowanceTests
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(10);

    [Theory]
    [InlineData(0, null)]
    [InlineData(10, null)]
    [InlineData(19, null)]
    [InlineData(30, 600)]
    [InlineData(50, 200)]
    [InlineData(100, 75)]
    public void It_lasts_for_who_holds_them_up_a_fifth_of_the_time_and_ends_for_who_does_more(int percent, int? endsAfter)
    {
        var clock = new ManualClock();
        var allowance = new Allowance(clock);
        var rounds = 0;
        for (; !allowance.IsOver && rounds < 100_000; rounds++)
        {
            clock.Advance(Round * (100 - percent) / 100);
            var since = clock.GetTimestamp();
            clock.Advance(Round * percent / 100);
            allowance.Spend(since, clock.GetTimestamp());
        }

        Assert.Equal(endsAfter is null, rounds == 100_000);
        Assert.InRange(rounds * Round.TotalMilliseconds, 0.9 * (endsAfter ?? 1_000_000), 1.1 * (endsAfter ?? 1_000_000));
    }

    [Fact]
    public void What_was_not_used_is_saved_up_to_a_limit()
    {
        var clock = new ManualClock();
        var allowance = new Allowance(clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        var since = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMilliseconds(240));
        allowance.Spend(since, clock.GetTimestamp());
        Assert.True(allowance.IsOver);
        allowance = new Allowance(clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        since = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMilliseconds(190));
        allowance.Spend(since, clock.GetTimestamp());
        Assert.False(allowance.IsOver);
    }

    [Fact]
    public void What_passed_before_the_first_word_saves_nothing()
    {
        var clock = new ManualClock();
        var allowance = new Allowance(clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        allowance.Begin();
        var since = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMilliseconds(80));
        allowance.Spend(since, clock.GetTimestamp());
        Assert.True(allowance.IsOver);
    }

    [Fact]
    public void What_two_speakers_wait_at_the_same_time_is_spent_once()
    {
        var clock = new ManualClock();
        var allowance = new Allowance(clock);
        var since = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMilliseconds(50));
        allowance.Spend(since, clock.GetTimestamp());
        allowance.Spend(since, clock.GetTimestamp());
        Assert.False(allowance.IsOver);
    }
}
