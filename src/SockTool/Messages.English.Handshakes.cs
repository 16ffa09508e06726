using SockTool.Core.Connections;
using SockTool.Core.Values;

namespace SockTool;

/// <summary>English: what is wrong in a handshake, whatever its protocol.</summary>
internal sealed partial class EnglishMessages
{
    public override string Upgraded(string peer, string target, string protocol) =>
        $"{Safe(peer)} became a WebSocket at {Safe(target)}, {(protocol.Length > 0 ? $"its protocol is {Safe(protocol)}" : "no protocol was agreed on")}";

    private static string WhatFailedInUpgrade(Failure failure) => $"{Safe(failure.Subject)} did not become a WebSocket: {CommonProblem(failure)}";

    private static string CommonProblem(Failure failure) => failure.Problem switch
    {
        HandshakeProblem.ClosedEarly => "it closed the connection in the middle of the handshake",
        HandshakeProblem.TooSlow => $"no handshake within {DurationText.Format(failure.Limit)}",
        HandshakeProblem.Crowded => "too many were in their handshakes, and it was the oldest",
        HandshakeProblem.TooLong => $"it sent more than {Safe(failure.Expected)} bytes",
        HandshakeProblem.TooManyLines => $"it sent more than {Safe(failure.Expected)} lines",
        HandshakeProblem.TooManyAnswers => $"it sent more than {failure.Number} interim answers",
        HandshakeProblem.Malformed => $"it speaks something else: \"{Safe(failure.Found)}\"",
        HandshakeProblem.UpgradeDeclined => $"it answered \"{Safe(failure.Found)}\"",
        HandshakeProblem.UpgradeUnwanted => $"it asked for \"{Safe(failure.Found)}\"",
        HandshakeProblem.UpgradeField when failure.Found.Length == 0 => $"its head lacks \"{Safe(failure.Expected)}\"",
        HandshakeProblem.UpgradeField => $"its head has \"{Safe(failure.Found)}\" where \"{Safe(failure.Expected)}\" belongs",
        HandshakeProblem.UpgradeNotOffered => $"it chose \"{Safe(failure.Found)}\", which it was not offered",
        _ => System(failure),
    };

    private static string WhatCutItShort(Failure failure) => failure switch
    {
        { Number: > 0, Found.Length: > 0 } => $"{Safe(failure.Subject)} closed the WebSocket with code {failure.Number}: \"{Safe(failure.Found)}\"",
        { Number: > 0 } => $"{Safe(failure.Subject)} closed the WebSocket with code {failure.Number}",
        { Problem: HandshakeProblem.Malformed } => $"the stream of {Safe(failure.Subject)} was cut short: it broke the rules of its protocol",
        { Problem: HandshakeProblem.Unfinished } => $"the stream of {Safe(failure.Subject)} was cut short: it closed in the middle of a message",
        _ => $"the stream of {Safe(failure.Subject)} was cut short: its end was not announced",
    };
}
