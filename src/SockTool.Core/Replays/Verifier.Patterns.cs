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
            if (PlaceBehind(before, said.Bytes.Span, ref from) is { } place)
            {
                Close(place + said.Bytes.Length);
                return null;
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

            if (IsLate || !await MoreAsync())
            {
                return Missing(said);
            }
        }
    }

    /// <summary>Where the bytes are, from <paramref name="from"/> on, with the pattern before them; null where not yet, or when the time of the step is over.</summary>
    private int? PlaceBehind(OpenPattern before, ReadOnlySpan<byte> bytes, ref int from)
    {
        var waiting = incoming.Waiting;
        string? text = null;
        var (at, characters) = (0, 0);
        while (!IsLate && waiting[from..].IndexOf(bytes) is >= 0 and var found)
        {
            incoming.ThrowIfStopped();
            from += found;
            if (before.IsAny)
            {
                return from;
            }

            // The text is made once, and not for each place; where a place is within a character, what is before it reads otherwise.
            text ??= ByteText.Of(waiting);
            ByteText.Advance(waiting, from, ref at, ref characters);
            if (before.Pattern.IsAll(at == from ? text.AsSpan(0, characters) : ByteText.Of(waiting[..from])))
            {
                return from;
            }

            from++;
        }

        return null;
    }

    /// <summary>A pattern begins where the one before it ended when the other side had its turn; failing that, wherever both match together.</summary>
    private async Task<Mismatch?> PatternAsync(SidedStep step, BytePattern alone, bool isClosed)
    {
        var together = open is null ? null : BytePattern.Of($"(?:{open.Pattern.Source})(?:{alone.Source})");
        while (true)
        {
            if (alone.LengthAtStart(ByteText.Of(incoming.Waiting[Settled..])) is { } length)
            {
                incoming.Take(Settled);
                Matched(new OpenPattern(step, alone), length, isClosed);
                return null;
            }

            if (together?.LengthAtStart(ByteText.Of(incoming.Waiting)) is { } all)
            {
                Matched(new OpenPattern(step, together), all, isClosed);
                return null;
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

    private void Matched(OpenPattern pattern, int characters, bool isClosed)
    {
        if (isClosed)
        {
            Close(ByteText.LengthOf(incoming.Waiting, characters));
        }
        else
        {
            open = pattern;
        }
    }

    /// <summary>A masked line that is there as a whole and is another one stays so, whatever else comes.</summary>
    private bool Differs(SaidStep said)
    {
        var lines = masks.Apply(ByteText.Of(incoming.Waiting[..(incoming.Waiting.LastIndexOf((byte)'\n') + 1)]));
        return !masks.Apply(ByteText.Of(said.Bytes.Span)).StartsWith(lines, StringComparison.Ordinal);
    }
}
