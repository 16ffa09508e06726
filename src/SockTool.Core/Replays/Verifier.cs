using SockTool.Core.Connections;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Replays;

/// <summary>Verifies what comes against the steps of the other side, whatever pieces the network made of it.</summary>
internal sealed partial class Verifier(Incoming incoming, Masks masks, TimeProvider clock)
{
    private const int MostHeld = 1024 * 1024;
    private const int MostShown = 64 * 1024;

    // Whoever never falls silent is listened to for so many silences.
    private const int Patience = 5;
    private OpenPattern? open;
    private long began;
    private TimeSpan limit;

    private int Settled => open?.Settled ?? 0;

    /// <summary>Waits for a step, at most so long. null when it came.</summary>
    public Task<Mismatch?> VerifyAsync(SidedStep step, TimeSpan within)
    {
        (began, limit) = (clock.GetTimestamp(), within);
        return step switch
        {
            _ when incoming.IsOfMessages => MessageAsync(step),
            EndStep => EndAsync(step, IncomingEnd.Finished),
            ResetStep => EndAsync(step, IncomingEnd.Broken),
            PatternStep pattern => PatternAsync(step, pattern.Pattern, isClosed: false),
            SaidStep said when masks.PatternFor(ByteText.Of(said.Bytes.Span)) is { } masked => PatternAsync(step, masked.Source, masked.IsClosed),
            SaidStep { Bytes.IsEmpty: true } => Task.FromResult<Mismatch?>(null),
            SaidStep said => open is null ? BytesAsync(said) : BytesBehindAsync(said, open),
            _ => Task.FromResult(Open(OpenPattern.Any(step, open))),
        };
    }

    /// <summary>Now it is the turn of the one who is played: a pattern that nothing has come for yet is waited for. null when something has.</summary>
    public async Task<Mismatch?> SettleAsync(TimeSpan within)
    {
        (began, limit) = (clock.GetTimestamp(), within);
        while (open is { Settled: null } && incoming is { Waiting.IsEmpty: true, End: null })
        {
            if (!await MoreAsync() && incoming.End is null)
            {
                return Missing(open.Step);
            }
        }

        open = open is { Settled: null } ? open with { Settled = open.LengthIn(incoming.Waiting) } : open;
        return null;
    }

    /// <summary>Nothing more is to come, which shows when nothing comes for a while.</summary>
    public async Task<Mismatch?> ConcludeAsync(SidedStep last, TimeSpan quiet)
    {
        began = clock.GetTimestamp();
        do
        {
            if (open?.IsAny == true)
            {
                incoming.Take(incoming.Waiting.Length);
            }
            else if (!(open?.Fits(incoming.Waiting) ?? incoming is { Waiting.IsEmpty: true, Messages: 0 }))
            {
                return new Mismatch(last, SessionProblem.MoreCame);
            }
        }
        while (await incoming.MoreAsync(quiet) && incoming.Waiting.Length <= MostHeld && clock.GetElapsedTime(began) < quiet * Patience);
        return null;
    }

    /// <summary>The whole story of a mismatch: what else comes right away, without what an open pattern has of it. Whatever came counts as looked at.</summary>
    public async Task<Mismatch> GatherAsync(Mismatch mismatch, TimeSpan quiet)
    {
        began = clock.GetTimestamp();
        while (incoming.Waiting.Length <= MostHeld && clock.GetElapsedTime(began) < quiet * Patience && await incoming.MoreAsync(quiet))
        {
        }

        var before = mismatch.Step == open?.Step ? 0 : open?.Settled ?? (open?.IsAny == false ? open.LengthIn(incoming.Waiting) : 0);
        var came = incoming.Waiting[before..].ToArray();
        incoming.Take(incoming.Waiting.Length);
        open = null;
        return mismatch with { Came = came, End = incoming.End };
    }

    private async Task<Mismatch?> BytesAsync(SaidStep said)
    {
        for (var same = 0; ;)
        {
            same += incoming.Waiting[same..].CommonPrefixLength(said.Bytes.Span[same..]);
            if (same == said.Bytes.Length)
            {
                return Taken(same);
            }

            if (same < incoming.Waiting.Length)
            {
                return new Mismatch(said, SessionProblem.Differs);
            }

            if (!await MoreAsync())
            {
                return Missing(said);
            }
        }
    }

    private async Task<Mismatch?> MessageAsync(SidedStep step)
    {
        if (step is EndStep or ResetStep)
        {
            return null;
        }

        if (incoming.Messages == 0 && !await MoreAsync())
        {
            return Missing(step);
        }

        var pattern = step switch
        {
            PatternStep expected => expected.Pattern,
            SaidStep expected => masks.PatternFor(ByteText.Of(expected.Bytes.Span))?.Source,
            _ => null,
        };
        var fits = pattern is not null ? BytePattern.Of(pattern).IsAll(ByteText.Of(incoming.Waiting)) : step is not SaidStep said || incoming.Waiting.SequenceEqual(said.Bytes.Span);
        return fits ? Taken(incoming.Waiting.Length) : new Mismatch(step, SessionProblem.Differs);
    }

    private async Task<Mismatch?> EndAsync(SidedStep step, IncomingEnd wanted)
    {
        while (incoming.End is null)
        {
            if (open?.IsAny == true)
            {
                incoming.Take(incoming.Waiting.Length);
            }

            if (incoming.Waiting.Length > (open is null ? 0 : MostHeld))
            {
                return new Mismatch(step, open is null ? SessionProblem.MoreCame : SessionProblem.TooMuch);
            }

            if (!await MoreAsync() && incoming.End is null)
            {
                return Missing(step);
            }
        }

        return open?.Fits(incoming.Waiting) ?? incoming.Waiting.IsEmpty
            ? incoming.End == wanted ? Taken(incoming.Waiting.Length) : Missing(step)
            : new Mismatch(step, SessionProblem.MoreCame);
    }

    private Mismatch? Taken(int length)
    {
        incoming.Take(length);
        return Open(null);
    }

    private Mismatch? Open(OpenPattern? pattern)
    {
        open = pattern;
        return null;
    }

    private Mismatch Missing(SidedStep step) => incoming.End switch
    {
        IncomingEnd.Finished => new Mismatch(step, SessionProblem.Ended),
        IncomingEnd.Broken => new Mismatch(step, SessionProblem.Broken),
        _ => new Mismatch(step, SessionProblem.Silent) { Limit = limit },
    };

    private Task<bool> MoreAsync()
    {
        var left = limit == Timeout.InfiniteTimeSpan ? limit : limit - clock.GetElapsedTime(began);
        return incoming.MoreAsync(left > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan ? left : TimeSpan.Zero);
    }
}
