using SockTool.Core.Connections;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Replays;

/// <summary>Where a pattern is: how long it is shows only in what comes behind it.</summary>
internal sealed partial class Verifier
{
    /// <summary>Bytes behind a pattern: the first place where both fit.</summary>
    private async Task<Mismatch?> BytesBehindAsync(SaidStep said, OpenPattern before)
    {
        var from = Settled;
        while (true)
        {
            while (incoming.Waiting[from..].IndexOf(said.Bytes.Span) is var at && at >= 0)
            {
                from += at;
                if (before.Fits(incoming.Waiting[..from]))
                {
                    return Taken(from + said.Bytes.Length);
                }

                from++;
            }

            // It may have begun at the very end.
            from = Math.Max(from, incoming.Waiting.Length - said.Bytes.Length + 1);
            if (before.IsAny && from > MostShown)
            {
                incoming.Take(from);
                (from, open) = (0, before with { Settled = 0 });
            }

            if (incoming.Waiting.Length > MostHeld)
            {
                return new Mismatch(said, SessionProblem.TooMuch);
            }

            if (!await MoreAsync())
            {
                return Missing(said);
            }
        }
    }

    /// <summary>A pattern begins where the one before it ended when the other side had its turn; failing that, wherever both match together.</summary>
    private async Task<Mismatch?> PatternAsync(SidedStep step, string source, bool isClosed)
    {
        var alone = BytePattern.Of(source);
        var together = open is null ? null : BytePattern.Of($"(?:{open.Pattern.Source})(?:{source})");
        while (true)
        {
            if (alone.LengthAtStart(ByteText.Of(incoming.Waiting[Settled..])) is { } length)
            {
                incoming.Take(Settled);
                return isClosed ? Taken(ByteText.LengthOf(incoming.Waiting, length)) : Open(new OpenPattern(step, alone));
            }

            if (together?.LengthAtStart(ByteText.Of(incoming.Waiting)) is { } all)
            {
                return isClosed ? Taken(ByteText.LengthOf(incoming.Waiting, all)) : Open(new OpenPattern(step, together));
            }

            if (step is SaidStep said && open is null && Differs(said))
            {
                return new Mismatch(step, SessionProblem.Differs);
            }

            if (incoming.Waiting.Length > MostHeld)
            {
                return new Mismatch(step, SessionProblem.TooMuch);
            }

            if (!await MoreAsync())
            {
                return Missing(step);
            }
        }
    }

    /// <summary>A masked line that is there as a whole and is another one stays so, whatever else comes.</summary>
    private bool Differs(SaidStep said)
    {
        var lines = masks.Apply(ByteText.Of(incoming.Waiting[..(incoming.Waiting.LastIndexOf((byte)'\n') + 1)]));
        return !masks.Apply(ByteText.Of(said.Bytes.Span)).StartsWith(lines, StringComparison.Ordinal);
    }
}
