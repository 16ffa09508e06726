using System.Text.RegularExpressions;
using SockTool.Core.Connections;
using SockTool.Core.SessionFiles;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>English: session files.</summary>
internal sealed partial class EnglishMessages
{
    public override string ReplayNeedsTwo => "replay needs a session file and an address";

    public override string MaskMalformed(string option, string text) => $"{option}: \"{Safe(text)}\" is not a regular expression, = and a name";

    public override string MaskMalformed(string option, string text, PatternProblem problem) => $"{option}: \"{Safe(text)}\" is not a regular expression{Reason(problem)}";

    public override string MaskHint => @"a mask is written '\d\d:\d\d=TIME'";

    public override string VainWithReplay(string option) => $"{option} says nothing here: each step of a session has its limit";

    public override string VainWithReplayHint => "--timeout is the limit of a step; in the file it is within 2s";

    public override string VainAs(string option, Side played) => $"{option} says nothing where the {(played == Side.Client ? "client" : "server")} is played";

    public override string DiffCut(long expected, long came) => $"the diff leaves out {Bytes(expected)} of what was expected and {Bytes(came)} of what came";

    public override string RecordTooLong(string file) => $"warning: {Safe(file)} has more than {SessionFile.Largest >> 20} MiB, and sock replay reads no longer one";

    public override string SessionUpdated(string file, int differences) => $"{Safe(file)} is rewritten: {(differences == 1 ? "1 difference" : $"{differences} differences")}";

    private static string SessionOptionHelp(string option) => option switch
    {
        "--record" => "write each session to FILE as text, which sock replay plays",
        "--record-chunks" => "a line of it for each read, and none joined",
        "--record-timing" => "the pauses too",
        "--as" => "whom to play; default client",
        "--mask" => "compare with NAME where REGEX matches; repeatable",
        "--update" => "rewrite FILE with what came in place of what differs",
        _ => throw new ArgumentOutOfRangeException(nameof(option), option, null),
    };

    private static string WhatIsWrongWithSession(Failure failure)
    {
        var found = $"\"{Excerpt(failure.Found)}\"";
        var what = failure switch
        {
            { Malformed: { } problem } => Describe(problem),
            { Session: SessionProblem.FormatUnknown } => $"{found} does not name the format: a session file begins with {SessionText.FirstLine}",
            { Session: SessionProblem.LineTooLong } => "the line is longer than 1 MiB",
            { Session: SessionProblem.NotQuoted } => $"{found} is not one text in quotation marks",
            { Session: SessionProblem.PatternMalformed } => $"{found} is not a regular expression{Reason(failure.Pattern)}",
            { Session: SessionProblem.NotPlayable } => $"nobody knows what to send for {found}: it can only be verified",
            { Session: SessionProblem.AfterTheEnd } => $"{found} comes after the end",
            { Session: SessionProblem.NoSteps } => "there is nothing in it to play",
            _ => $"{found} is not a line of a session",
        };
        return $"{Place(failure)}: {what}";
    }

    private static string Reason(PatternProblem? problem) => problem is null ? "" : $": {Reason(problem.Error)} (at character {problem.At})";

    private static string Reason(RegexParseError error) => error switch
    {
        RegexParseError.InsufficientClosingParentheses => "a ( is not closed",
        RegexParseError.InsufficientOpeningParentheses => "a ) closes nothing",
        RegexParseError.UnterminatedBracket => "a [ is not closed",
        RegexParseError.UnterminatedComment => "a (?# is not closed",
        RegexParseError.QuantifierAfterNothing => "there is nothing to repeat",
        RegexParseError.NestedQuantifiersNotParenthesized => "what is repeated is to be repeated again",
        RegexParseError.ReversedQuantifierRange => "its {n,m} has more before the comma than behind it",
        RegexParseError.QuantifierOrCaptureGroupOutOfRange => "the number is too large",
        RegexParseError.ReversedCharacterRange => "the range in [ ] goes backwards",
        RegexParseError.ShorthandClassInCharacterRange => @"a range in [ ] ends in a class such as \d",
        RegexParseError.ExclusionGroupNotLast => "what [ ] leaves out does not stand last in it",
        RegexParseError.UnescapedEndingBackslash => @"there is nothing behind the \",
        RegexParseError.UnrecognizedEscape => "there is no such escape",
        RegexParseError.UnrecognizedControlCharacter or RegexParseError.MissingControlCharacter => @"\c needs a letter",
        RegexParseError.InsufficientOrInvalidHexDigits => "hexadecimal digits are missing",
        RegexParseError.InvalidUnicodePropertyEscape or RegexParseError.MalformedUnicodePropertyEscape or RegexParseError.UnrecognizedUnicodeProperty => @"there is no such \p{NAME}",
        RegexParseError.UndefinedNamedReference or RegexParseError.UndefinedNumberedReference or RegexParseError.MalformedNamedReference => "there is no such group",
        RegexParseError.CaptureGroupNameInvalid or RegexParseError.CaptureGroupOfZero => "a group cannot be called that",
        RegexParseError.InvalidGroupingConstruct => "there is no such (?",
        _ => "its (?(condition) is not whole",
    };

    private static string WhatDiffersInSession(Failure failure)
    {
        var what = failure.Session switch
        {
            SessionProblem.Silent => $"nothing more came within {Text(failure.Limit)}",
            SessionProblem.NotPlayed => "no client came for this session",
            SessionProblem.NotTaken => $"what is said here was not taken within {Text(failure.Limit)}",
            SessionProblem.Ended => "the connection came to its end first",
            SessionProblem.Broken => "the connection was reset first",
            SessionProblem.MoreCame => "more came than the session has",
            SessionProblem.TooMuch => "more came than is kept for a pattern, 1 MiB",
            _ => "something else came",
        };
        return $"verification failed: {Place(failure)}: {what}";
    }

    /// <summary>Where in a file.</summary>
    private static string Place(Failure failure) => $"{Safe(failure.Subject)}, line {failure.Number}";
}
