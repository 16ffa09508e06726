using SockTool.Core.SessionFiles;

namespace SockTool.Core.Replays;

/// <summary>
/// A pattern that has matched, and may match more: how much of what comes is its own shows only when the next step has come too.
/// Until then nothing of it is let go, so that it makes no difference in which pieces the bytes came.
/// </summary>
/// <param name="Step">The step it is.</param>
/// <param name="Pattern">Of everything that waits from the beginning.</param>
internal sealed record OpenPattern(SidedStep Step, BytePattern Pattern)
{
    private const string Anything = @"[\s\S]*?";

    /// <summary>What it had at least when the other side had its turn; null where that has not been since.</summary>
    public int? Settled { get; init; }

    /// <summary>Whether it is whatever comes.</summary>
    public bool IsAny => Pattern.Source == Anything;

    public static OpenPattern Any(SidedStep step, OpenPattern? before) =>
        new(step, BytePattern.Of(before is null or { IsAny: true } ? Anything : $"(?:{before.Pattern.Source}){Anything}")) { Settled = before is { IsAny: true } ? before.Settled : null };

    /// <summary>Whether all of this can be its own.</summary>
    public bool Fits(ReadOnlySpan<byte> bytes) => IsAny || Pattern.IsAll(ByteText.Of(bytes));

    /// <summary>How much of this is its own as things stand.</summary>
    public int LengthIn(ReadOnlySpan<byte> bytes) =>
        Fits(bytes) ? bytes.Length : Pattern.LengthAtStart(ByteText.Of(bytes)) is { } characters ? ByteText.LengthOf(bytes, characters) : 0;
}
