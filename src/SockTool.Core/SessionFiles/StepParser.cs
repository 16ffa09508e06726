using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using SockTool.Core.Connections;
using SockTool.Core.Endpoints;
using SockTool.Core.Values;
using static SockTool.Core.SessionFiles.SessionText;

namespace SockTool.Core.SessionFiles;

/// <summary>Reads what stands behind the session number of a line. Whatever is not exactly a step is a problem.</summary>
/// <param name="line">The number of the line in its file.</param>
/// <param name="file">What the file is called in a failure.</param>
internal sealed class StepParser(int line, string file)
{
    /// <exception cref="FailureException">Not a step; kind SessionMalformed.</exception>
    public SessionStep Parse(string text) => text switch
    {
        [Client, .. var rest] => Sided(Side.Client, rest, text),
        [Server, .. var rest] => Sided(Side.Server, rest, text),
        _ when After(Pause, text) is { } length => new PauseStep(line, Duration(length) is var pause && pause != Timeout.InfiniteTimeSpan ? pause : throw Wrong(SessionProblem.LineUnknown, text)),
        _ when After(Within, text) is { } limit => new WithinStep(line, Duration(limit) is var within && within != TimeSpan.Zero ? within : throw Wrong(SessionProblem.LineUnknown, text)),
        _ => throw Wrong(SessionProblem.LineUnknown, text),
    };

    public FailureException Wrong(SessionProblem problem, string found) =>
        new(new Failure(FailureKind.SessionMalformed, Operation.Open) { Subject = file, Number = line, Session = problem, Found = found });

    private SidedStep Sided(Side side, string rest, string text) => rest switch
    {
        [End] => new EndStep(line, side),
        [Reset] => new ResetStep(line, side),
        [' ', Quote, ..] => new SaidStep(line, side, Quoted(rest[1..])),
        [' ', Slash, .. var pattern, Slash] => new PatternStep(line, side, Pattern(pattern)),
        [' ', .. var word] when word == Any => new AnyStep(line, side),
        [' ', .. var word] when After(Hex, word) is { } pairs => new SaidStep(line, side, Pairs(pairs)),
        _ => throw Wrong(SessionProblem.LineUnknown, text),
    };

    private byte[] Quoted(string text) =>
        EscapedText.TryParseQuoted(text, out var bytes, out var problem) ? bytes : throw (problem is null ? Wrong(SessionProblem.NotQuoted, text) : Wrong(problem));

    private byte[] Pairs(string text) => HexText.TryParse(text, out var bytes, out var problem) ? bytes : throw Wrong(problem);

    private TimeSpan Duration(string text) => DurationText.TryParse(text, out var duration, out var problem) ? duration : throw Wrong(problem);

    private BytePattern Pattern(string text) => BytePattern.TryCreate(text, out var pattern, out var problem)
        ? pattern
        : throw new FailureException(Wrong(SessionProblem.PatternMalformed, text).Failure with { Pattern = problem });

    private FailureException Wrong(ParseProblem problem) =>
        new(new Failure(FailureKind.SessionMalformed, Operation.Open) { Subject = file, Number = line, Malformed = problem });

    private static string? After(string beginning, string text) => text.StartsWith(beginning, StringComparison.Ordinal) ? text[beginning.Length..] : null;
}
