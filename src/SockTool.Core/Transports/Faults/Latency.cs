using SockTool.Core.Connections;
using SockTool.Core.Values;

namespace SockTool.Core.Transports.Faults;

/// <summary>
/// What passes comes later, each way, by <paramref name="Delay"/> and up to <paramref name="Jitter"/> more or less, and in
/// the order in which it was sent. It is a delay and no bottleneck: more can follow while something is on its way.
/// </summary>
/// <remarks>Polly's chaos latency waits before each operation, one after another: with it a read of 64 KiB every 80 ms would be all.</remarks>
public sealed record Latency(TimeSpan Delay, TimeSpan Jitter) : Fault
{
    public const string Word = "latency";

    public override string Name => Word;

    public override bool FitsMessages => true;

    internal override int Place => 2;

    protected override string Argument => Jitter > TimeSpan.Zero ? $"{DurationText.Format(Delay)}~{DurationText.Format(Jitter)}" : DurationText.Format(Delay);

    internal override InputLayer Over(IInput source, FaultySession session) => new DelayInput(source, LineFor(session, Purpose.DelaysIn));

    internal override OutputLayer Over(IOutput target, FaultySession session) => new DelayOutput(target, LineFor(session, Purpose.DelaysOut));

    private DelayLine LineFor(FaultySession session, Purpose purpose) => new(this, session.NumbersFor(purpose), session.Clock);
}
