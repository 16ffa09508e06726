using SockTool.Core.Connections;
using SockTool.Core.Values;

namespace SockTool.Core.Transports.Faults;

/// <summary>Sends so many bytes a second and no more, in twenty pieces a second or byte by byte.</summary>
public sealed record Drip(long Rate) : Fault
{
    public const string Word = "drip";

    public override string Name => Word;

    protected override string Argument => SizeText.Format(Rate);

    internal override OutputLayer Over(IOutput target, FaultySession session) => new PacedOutput(target, new TokenBucket(Rate, session.Clock), session.Passing);
}
