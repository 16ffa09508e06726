using SockTool.Core.Observers;
using SockTool.Terminal;

namespace SockTool.Tests.Terminal;

public sealed class ProgressLineTests
{
    private static readonly ProgressWay Nothing = new(0, 0, null);

    public static TheoryData<long, double, long?, int, string> Lines => new()
    {
        { 500, 10, null, 80, "sent 500 B, 10 B/s" },
        { 2_500_000, 1_000_000, 10_000_000, 80, "sent 2.50 MB of 10.0 MB, 1.00 MB/s  [#######---------------------] 25% 0:07 left" },
        { 2_500_000, 0, 10_000_000, 200, "sent 2.50 MB of 10.0 MB, 0 B/s  [##########------------------------------] 25%" },
        { 2_500_000, 100, 10_000_000, 80, "sent 2.50 MB of 10.0 MB, 100 B/s  [######--------------------] 25% 20:50:00 left" },
        { 0, 0, 0, 80, "sent 0 B of 0 B, 0 B/s  [########################################] 100%" },
        { 11, 1, 10, 60, "sent 11 B of 10 B, 1 B/s  [#################] 100% 0:00 left" },
        { 2_500_000, 1_000_000, 10_000_000, 50, "25% 0:07 left  sent 2.50 MB of 10.0 MB, 1.00 MB/s" },
        { 2_500_000, 1_000_000, 10_000_000, 20, "25% 0:07 left  sent " },
        { 2_500_000, 1_000_000, 10_000_000, 0, "" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_says_as_much_as_there_is_room_for(long bytes, double rate, long? total, int columns, string line) =>
        Assert.Equal(line, ProgressLine.Draw(new ProgressReport(new ProgressWay(bytes, rate, total), Nothing), CommandLines.English, columns));

    [Fact]
    public void Both_ways_are_told_where_both_are_used()
    {
        var report = new ProgressReport(new ProgressWay(1, 1, 2), new ProgressWay(300, 30, 1000));
        Assert.Equal("sent 1 B of 2 B, 1 B/s; received 300 B of 1.00 kB, 30 B/s  [###-------] 30% 0:23 left", ProgressLine.Draw(report, CommandLines.English, 85));
        Assert.Equal("nothing has passed yet", ProgressLine.Draw(new ProgressReport(Nothing, Nothing), CommandLines.English, 80));
    }
}
