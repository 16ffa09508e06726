using SockTool.Core.Connections;
using SockTool.Core.Observers;
using SockTool.Core.Replays;
using SockTool.Core.SessionFiles;
using SockTool.Core.Sessions;
using SockTool.Options;

namespace SockTool.Commands;

/// <summary>A session file that is being played: what it has, and what was found in its place.</summary>
internal sealed class Replay
{
    private readonly ReplaySettings settings;
    private readonly SessionFile file;
    private readonly Masks masks;
    private readonly Lock gate = new();
    private readonly Dictionary<int, IReadOnlyList<Mismatch>> found = [];

    private Replay(ReplaySettings settings, SessionFile file)
    {
        (this.settings, this.file, Sessions) = (settings, file, file.Sessions);
        masks = new Masks(settings.Masks);
    }

    /// <summary>The numbers of its sessions, in the order in which they are played.</summary>
    public IReadOnlyList<int> Sessions { get; }

    /// <summary>What failed first; null for nothing.</summary>
    public Failure? Failure { get; private set; }

    /// <exception cref="FailureException">The file cannot be read, or one of its lines cannot be played.</exception>
    public static async Task<Replay> ReadAsync(ReplaySettings settings, CancellationToken cancellation)
    {
        var read = await SessionFile.ReadAsync(settings.File, cancellation);
        return read.Lines.FirstOrDefault(line => line.Step is PatternStep or AnyStep && ((SidedStep)line.Step).Side == settings.Played) is { Step: { } step, Text: var text }
            ? throw new FailureException(new Failure(FailureKind.SessionMalformed, Operation.Open) { Subject = settings.File, Number = step.Line, Session = SessionProblem.NotPlayable, Found = text })
            : new Replay(settings, read);
    }

    /// <summary>Plays one session. A mismatch is told as it is found; it fails the session unless the file is to be changed.</summary>
    public async Task<SessionResult> PlayAsync(IConnection peer, int session, ISessionObserver observer, RunContext context)
    {
        var player = new Player(peer, new PlaySettings
        {
            Played = settings.Played,
            Limit = settings.StepLimit,
            Masks = masks,
            AtMismatch = settings.Updates ? AtMismatch.GoOn : AtMismatch.Stop,
            Observer = observer,
            Clock = context.Clock,
        });
        var played = await player.RunAsync(file.StepsOf(session), context.Stopper);
        foreach (var mismatch in played.Mismatches)
        {
            context.Events.Differs(SessionDiff.Of(mismatch, masks, $"{settings.File}:{mismatch.Step.Line}", peer.Name));
        }

        var failure = played.Session.Failure ?? (settings.Updates && !played.IsUnfinished ? null : FailureOf(played.Mismatches));
        lock (gate)
        {
            found[session] = played.Mismatches;
            Failure ??= failure;
        }

        return played.Session with { Failure = failure };
    }

    /// <summary>That one of the first sessions, as many as clients were to come, was never played; null where all were.</summary>
    public Failure? Missing(int clients) => Sessions.Take(clients).Where(session => !found.ContainsKey(session)).Select(session => file.StepsOf(session)[0].Line).ToList() is [var line, ..]
        ? new Failure(FailureKind.VerificationFailed, Operation.Verify) { Subject = settings.File, Number = line, Session = SessionProblem.NotPlayed }
        : null;

    /// <summary>Puts what was found into the file, where that was asked for, something else was found, and no session failed.</summary>
    public void Update(RunContext context)
    {
        var differences = found.Values.Sum(mismatches => mismatches.Count);
        if (settings.Updates && Failure is null && differences > 0)
        {
            ReplacingFile.Rewrite(settings.File, SessionUpdate.Of(file, found));
            context.Events.Updated(settings.File, differences);
        }
    }

    private Failure? FailureOf(IReadOnlyList<Mismatch> mismatches) => mismatches is [var first, ..]
        ? new Failure(FailureKind.VerificationFailed, Operation.Verify) { Subject = settings.File, Number = first.Step.Line, Session = first.Problem, Limit = first.Limit }
        : null;
}
