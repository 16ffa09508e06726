using SockTool.Core.Connections;
using SockTool.Core.SessionFiles;

namespace SockTool.Core.Replays;

/// <summary>Where what came is not what was to come.</summary>
/// <param name="Step">The first step that did not come.</param>
/// <param name="Problem">What happened instead.</param>
public sealed record Mismatch(SidedStep Step, SessionProblem Problem)
{
    /// <summary>Who did something else.</summary>
    public Side Verified { get; init; }

    /// <summary>The limit that ran out, where one did.</summary>
    public TimeSpan Limit { get; init; }

    /// <summary>What was to come from there until the turn of the one who is played.</summary>
    public IReadOnlyList<SidedStep> Expected { get; init; } = [];

    /// <summary>What came from there on: datagrams each for itself, otherwise in pieces as long as a line.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Came { get; init; } = [];

    /// <summary>Whether what came are datagrams, which no line may cut or join.</summary>
    public bool IsOfMessages { get; init; }

    /// <summary>How it came to its end; null where it had none yet.</summary>
    internal IncomingEnd? End { get; init; }

    internal IReadOnlyList<string> EndAsLine => End switch
    {
        IncomingEnd.Finished => [SessionText.Ended(Verified)],
        IncomingEnd.Broken => [SessionText.Broke(Verified)],
        _ => [],
    };

    /// <summary>What came as the lines of a session file.</summary>
    internal IReadOnlyList<string> CameAsLines => [.. Came.Select(piece => SessionText.Said(Verified, piece.Span)), .. EndAsLine];
}
