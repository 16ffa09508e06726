using SockTool.Core.Connections;
using SockTool.Core.Values;

namespace SockTool.Core.Transports.Faults;

/// <summary>Reads so many bytes a second and no more: the client finds its window closed.</summary>
public sealed record SlowRead(long Rate) : Fault
{
    public const string Word = "slow-read";

    public override string Name => Word;

    protected override string Argument => SizeText.Format(Rate);

    internal override InputLayer Over(IInput source, FaultySession session) => new PacedInput(source, new TokenBucket(Rate, session.Clock), session.Passing);
}
