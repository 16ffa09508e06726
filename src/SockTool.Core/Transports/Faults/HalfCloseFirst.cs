namespace SockTool.Core.Transports.Faults;

/// <summary>Our way ends before it has begun: the client sees the end at once, and may speak as long as it likes.</summary>
public sealed record HalfCloseFirst : Fault
{
    public const string Word = "half-close-first";

    public override string Name => Word;

    public override bool IsMute => true;

    internal override bool Contradicts(Fault other) => other is Silent or Drip || base.Contradicts(other);
}
