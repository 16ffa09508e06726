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
    [InlineData(30, 2000)]
    [InlineData(50, 660)]
    [InlineData(100, 250)]
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
    public void What_two_speakers_wait_at_the_same_time_is_spent_once()
    {
        var clock = new ManualClock();
        var allowance = new Allowance(clock);
        var since = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromMilliseconds(150));
        allowance.Spend(since, clock.GetTimestamp());
        allowance.Spend(since, clock.GetTimestamp());
        Assert.False(allowance.IsOver);
    }
}
