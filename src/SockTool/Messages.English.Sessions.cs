using SockTool.Core.Connections;

namespace SockTool;

/// <summary>English: session files.</summary>
internal sealed partial class EnglishMessages
{
    private static string SessionOptionHelp(string option) => option switch
    {
        "--record" => "write each session to FILE as text, which sock replay plays",
        "--record-chunks" => "a line of it for each read, and none joined",
        "--record-timing" => "the pauses too",
        _ => throw new ArgumentOutOfRangeException(nameof(option), option, null),
    };

    private static string WhatIsWrongWithSession(Failure failure)
    {
        var found = $"\"{Safe(Excerpt(failure.Found))}\"";
        var what = failure switch
        {
            { Malformed: { } problem } => Describe(problem),
            { Session: SessionProblem.FormatUnknown } => $"{found} does not name the format: a session file begins with {Core.SessionFiles.SessionText.FirstLine}",
            { Session: SessionProblem.LineTooLong } => "the line is longer than 1 MiB",
            { Session: SessionProblem.NotQuoted } => $"{found} is not one text in quotation marks",
            { Session: SessionProblem.PatternMalformed } => $"{found} is not a regular expression",
            { Session: SessionProblem.NotPlayable } => $"nobody knows what to send for {found}: it can only be verified",
            { Session: SessionProblem.AfterTheEnd } => $"{found} comes after the end",
            { Session: SessionProblem.NoSteps } => "there is nothing in it to play",
            _ => $"{found} is not a line of a session",
        };
        return $"{Safe(failure.Subject)}, line {failure.Number}: {what}";
    }

    private static string WhatDiffersInSession(Failure failure)
    {
        var what = failure.Session switch
        {
            SessionProblem.Silent => $"nothing more came within {Text(failure.Limit)}",
            SessionProblem.Ended => "the connection came to its end first",
            SessionProblem.Broken => "the connection was reset first",
            SessionProblem.MoreCame => "more came than the session has",
            SessionProblem.TooMuch => "more came than is kept for a pattern, 1 MiB",
            _ => "something else came",
        };
        return $"verification failed: {Safe(failure.Subject)}, line {failure.Number}: {what}";
    }

    private static string Excerpt(string text) => text.Length > 60 ? $"{text[..60]}…" : text;
}
