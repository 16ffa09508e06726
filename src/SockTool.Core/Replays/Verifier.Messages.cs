using SockTool.Core.Connections;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Replays;

/// <summary>Over datagrams each step is one, and whatever comes is one or more.</summary>
internal sealed partial class Verifier
{
    private async Task<Mismatch?> MessageAsync(SidedStep step)
    {
        if (step is EndStep or ResetStep || (step is AnyStep && open is not null))
        {
            return null;
        }

        var pattern = PatternOf(step);
        while (!incoming.IsEmpty || await MoreAsync())
        {
            var fits = Fits(step, pattern, incoming.Message);
            if (!fits && open is null)
            {
                return new Mismatch(step, SessionProblem.Differs);
            }

            incoming.TakeMessage();
            if (fits)
            {
                // Something has come for it: our turn need not wait for more.
                open = step is AnyStep ? OpenPattern.Any(step, before: null) with { Settled = 0 } : null;
                return null;
            }
        }

        return Missing(step);
    }

    private BytePattern? PatternOf(SidedStep step) => step switch
    {
        PatternStep expected => expected.Pattern,
        SaidStep said when masks.PatternFor(ByteText.Of(said.Bytes.Span)) is { } masked => BytePattern.Of(masked.Source),
        _ => null,
    };

    private static bool Fits(SidedStep step, BytePattern? pattern, ReadOnlySpan<byte> message) =>
        pattern?.IsAll(ByteText.Of(message)) ?? (step is not SaidStep said || message.SequenceEqual(said.Bytes.Span));
}
