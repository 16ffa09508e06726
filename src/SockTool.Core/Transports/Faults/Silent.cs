namespace SockTool.Core.Transports.Faults;

/// <summary>What comes is taken as ever, and nothing is said. We never end first.</summary>
public sealed record Silent : Fault
{
    public const string Word = "silent";

    public override string Name => Word;

    public override bool FitsMessages => true;

    public override bool IsMute => true;

    internal override bool Contradicts(Fault other) => other is HalfCloseFirst or Drip || base.Contradicts(other);
}
