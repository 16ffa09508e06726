using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Transports.Faults;

namespace SockTool.Core.Tests.Transports.Faults;

public sealed class FaultTextTests
{
    public static TheoryData<string, Fault> Good => new()
    {
        { "never-accept", new NeverAccept() },
        { "silent", new Silent() },
        { "half-close-first", new HalfCloseFirst() },
        { "reset-after=0", new CutAfter(0, SessionEnd.Reset) },
        { "reset-after=1MiB", new CutAfter(1 << 20, SessionEnd.Reset) },
        { "close-after=1000", new CutAfter(1000, SessionEnd.Fin) },
        { "slow-read=1", new SlowRead(1) },
        { "drip=64KiB", new Drip(64 * 1024) },
        { "corrupt=0.01", new Corrupt(0.01) },
        { "corrupt=1", new Corrupt(1) },
        { "latency=80ms", new Latency(TimeSpan.FromMilliseconds(80), TimeSpan.Zero) },
        { "latency=80ms~20ms", new Latency(TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(20)) },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void It_is_read_and_written_the_same(string text, Fault expected)
    {
        Assert.True(FaultText.TryParse(text, out var fault, out _));
        Assert.Equal(expected, fault);
        Assert.Equal(text, fault.ToString());
    }

    [Fact]
    public void A_share_may_be_a_percentage()
    {
        Assert.True(FaultText.TryParse("corrupt=1%", out var fault, out _));
        Assert.Equal(new Corrupt(0.01), fault);
    }

    [Theory]
    [InlineData("", ParseProblemKind.FaultUnknown, "")]
    [InlineData("silence", ParseProblemKind.FaultUnknown, "silence")]
    [InlineData("SILENT", ParseProblemKind.FaultUnknown, "SILENT")]
    [InlineData("silence=3", ParseProblemKind.FaultUnknown, "silence")]
    [InlineData("silent=1", ParseProblemKind.FaultTakesNothing, "silent")]
    [InlineData("silent=", ParseProblemKind.FaultTakesNothing, "silent")]
    [InlineData("corrupt", ParseProblemKind.ValueMissing, "corrupt")]
    [InlineData("corrupt=", ParseProblemKind.ShareMalformed, "")]
    [InlineData("corrupt=0", ParseProblemKind.ShareMalformed, "0")]
    [InlineData("corrupt=1.5", ParseProblemKind.ShareMalformed, "1.5")]
    [InlineData("corrupt=101%", ParseProblemKind.ShareMalformed, "101%")]
    [InlineData("corrupt=-1%", ParseProblemKind.ShareMalformed, "-1%")]
    [InlineData("corrupt=NaN", ParseProblemKind.ShareMalformed, "NaN")]
    [InlineData("corrupt=1e-3", ParseProblemKind.ShareMalformed, "1e-3")]
    [InlineData("corrupt=%", ParseProblemKind.ShareMalformed, "%")]
    [InlineData("corrupt= 1", ParseProblemKind.ShareMalformed, " 1")]
    [InlineData("reset-after=x", ParseProblemKind.SizeMalformed, "x")]
    [InlineData("reset-after=-1", ParseProblemKind.SizeOutOfRange, "-1")]
    [InlineData("drip=0", ParseProblemKind.SizeOutOfRange, "0")]
    [InlineData("drip=3GiB", ParseProblemKind.SizeOutOfRange, "3GiB")]
    [InlineData("slow-read=1.5", ParseProblemKind.SizeNotWhole, "1.5")]
    [InlineData("latency=soon", ParseProblemKind.DurationMalformed, "soon")]
    [InlineData("latency=0", ParseProblemKind.LatencyMalformed, "0")]
    [InlineData("latency=none", ParseProblemKind.LatencyMalformed, "none")]
    [InlineData("latency=80ms~", ParseProblemKind.DurationMalformed, "")]
    [InlineData("latency=80ms~none", ParseProblemKind.LatencyMalformed, "80ms~none")]
    [InlineData("latency=80ms~81ms", ParseProblemKind.LatencyMalformed, "80ms~81ms")]
    [InlineData("latency=80ms~1ms~1ms", ParseProblemKind.DurationMalformed, "1ms~1ms")]
    public void What_is_wrong_is_named(string text, ParseProblemKind kind, string part)
    {
        Assert.False(FaultText.TryParse(text, out _, out var problem));
        Assert.Equal(new ParseProblem(kind, part), problem);
    }

    [Theory]
    [InlineData("silent", "silent")]
    [InlineData("corrupt=1%", "corrupt=2%")]
    [InlineData("reset-after=1", "close-after=1")]
    [InlineData("never-accept", "latency=1s")]
    [InlineData("drip=1", "never-accept")]
    [InlineData("silent", "half-close-first")]
    [InlineData("drip=5", "silent")]
    [InlineData("half-close-first", "drip=5")]
    public void Two_that_cannot_both_be_meant_are_found(string one, string other)
    {
        var settings = new FaultSettings { All = [Read("slow-read=5"), Read(one), Read(other)] };
        Assert.NotNull(settings.Contradiction);
    }

    [Fact]
    public void Others_go_together() => Assert.Null(new FaultSettings
    {
        All = [Read("latency=80ms~20ms"), Read("reset-after=1MiB"), Read("corrupt=1%"), Read("slow-read=1"), Read("drip=1")],
    }.Contradiction);

    private static Fault Read(string text) => FaultText.TryParse(text, out var fault, out _) ? fault : throw new ArgumentException("not a fault", nameof(text));
}
