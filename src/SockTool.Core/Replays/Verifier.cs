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

    private TimeSpan Left => limit == Timeout.InfiniteTimeSpan ? limit : limit - clock.GetElapsedTime(began);

    private bool IsLate => limit != Timeout.InfiniteTimeSpan && Left <= TimeSpan.Zero;

    private static Task<Mismatch?> AsExpected => Task.FromResult<Mismatch?>(null);

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
            SaidStep said when masks.PatternFor(ByteText.Of(said.Bytes.Span)) is { } masked => PatternAsync(step, BytePattern.Of(masked.Source), masked.IsClosed),
            SaidStep { Bytes.IsEmpty: true } => AsExpected,
            SaidStep said => open is null ? BytesAsync(said) : BytesBehindAsync(said, open),
            _ => AnyAsync(step),
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
                incoming.TakeAll(SessionText.MostInALine);
            }
            else if (!(open?.Fits(incoming.Waiting) ?? incoming.IsEmpty))
            {
                return new Mismatch(last, SessionProblem.MoreCame);
            }
            else if (incoming.Waiting.Length > MostHeld)
            {
                return new Mismatch(last, SessionProblem.TooMuch);
            }
        }
        while (clock.GetElapsedTime(began) < quiet * Patience && await incoming.MoreAsync(quiet));
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
        Close(before);
        return mismatch with { Came = incoming.TakeAll(SessionText.MostInALine), IsOfMessages = incoming.IsOfMessages, End = incoming.End };
    }

    private async Task<Mismatch?> BytesAsync(SaidStep said)
    {
        for (var same = 0; ;)
        {
            same += incoming.Waiting[same..].CommonPrefixLength(said.Bytes.Span[same..]);
            if (same == said.Bytes.Length)
            {
                Close(same);
                return null;
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

        if (!(open?.Fits(incoming.Waiting) ?? incoming.Waiting.IsEmpty))
        {
            return new Mismatch(step, SessionProblem.MoreCame);
        }

        if (incoming.End != wanted)
        {
            return Missing(step);
        }

        Close(incoming.Waiting.Length);
        return null;
    }

    private Task<Mismatch?> AnyAsync(SidedStep step)
    {
        open = OpenPattern.Any(step, open);
        return AsExpected;
    }

    /// <summary>So many bytes are what was to come, and no pattern has more.</summary>
    private void Close(int length)
    {
        incoming.Take(length);
        open = null;
    }

    private Mismatch Missing(SidedStep step) => incoming.End switch
    {
        IncomingEnd.Finished => new Mismatch(step, SessionProblem.Ended),
        IncomingEnd.Broken => new Mismatch(step, SessionProblem.Broken),
        _ => new Mismatch(step, SessionProblem.Silent) { Limit = limit },
    };

    /// <summary>Waits for more within what is left of the step's time: where that is over, it is over also for what is there already.</summary>
    private async Task<bool> MoreAsync() => !IsLate && await incoming.MoreAsync(Left);
}
